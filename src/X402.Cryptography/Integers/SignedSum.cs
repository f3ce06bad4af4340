using System.Runtime.CompilerServices;

namespace X402.Cryptography;

/// <summary>A 128-bit signed sum of products, in two's complement.</summary>
internal struct SignedSum
{
    private ulong _high;

    public ulong Low { get; private set; }

    /// <summary>Adds factor × limb for a limb that is not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long factor, long limb)
    {
        ulong a = (ulong)factor, x = (ulong)limb, low = a * x, carry = 0;
        Low = Limb.Add(Low, low, ref carry);
        _high += Limb.High(a, x) - ((ulong)(factor >> 63) & x) + carry;
    }

    /// <summary>Adds factor × limb for a limb of either sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddSigned(long factor, long limb)
    {
        Add(factor, limb);
        _high -= (ulong)(limb >> 63) & (ulong)factor;
    }

    /// <summary>Returns the low 62 bits and divides by 2^62, rounding down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Shift()
    {
        long low = (long)Low & Signed62.Mask;
        Low = (Low >> 62) | (_high << 2);
        _high = (ulong)((long)_high >> 62);
        return low;
    }
}
