using System.Diagnostics;

namespace X402.Cryptography;

/// <summary>
/// Integers modulo m, 2^192 ≤ m &lt; 2^256, by Barrett reduction (Handbook of Applied Cryptography, 14.42). Operands and results are below
/// m.
/// No branch and no index depends on a value.
/// </summary>
internal sealed class Modulus
{
    private readonly ulong[] _limbs;
    private readonly ulong[] _reciprocal;

    /// <param name="value">m.</param>
    /// <param name="reciprocal">floor(2^512 / m), least significant limb first, five limbs.</param>
    /// <param name="inverse62">m^−1 modulo 2^62.</param>
    public Modulus(U256 value, ulong[] reciprocal, ulong inverse62)
    {
        Value = value;
        _limbs = [value.L0, value.L1, value.L2, value.L3];
        _reciprocal = reciprocal;
        Inversion = new ModularInverse(value, inverse62);
    }

    public U256 Value { get; }

    public ModularInverse Inversion { get; }

    public void Add(out U256 sum, in U256 a, in U256 b)
    {
        U256 m = Value;
        ulong carry = U256.Add(out U256 raw, a, b);
        ulong borrow = U256.Subtract(out U256 reduced, raw, m);
        sum = U256.Select(0 - (carry | (borrow ^ 1)), reduced, raw);
    }

    public void Negate(out U256 negative, in U256 a)
    {
        U256 m = Value;
        U256.Subtract(out U256 raw, m, a);
        ulong nonZero = ~Limb.EqualMask(a.L0 | a.L1 | a.L2 | a.L3, 0);
        negative = U256.Select(nonZero, raw, default);
    }

    /// <summary>a modulo m for any a below 2m.</summary>
    public void ReduceOnce(out U256 reduced, in U256 a)
    {
        U256 m = Value;
        ulong borrow = U256.Subtract(out U256 less, a, m);
        reduced = U256.Select(0 - borrow, a, less);
    }

    public void Multiply(out U256 product, in U256 a, in U256 b)
    {
        Span<ulong> wide = stackalloc ulong[8];
        MultiplyWide(wide, a, b);
        Reduce(out product, wide);
        wide.Clear();
    }

    /// <summary>The 512-bit product, least significant limb first.</summary>
    public static void MultiplyWide(Span<ulong> wide, in U256 a, in U256 b)
    {
        wide.Clear();
        Row(wide, a.L0, b);
        Row(wide[1..], a.L1, b);
        Row(wide[2..], a.L2, b);
        Row(wide[3..], a.L3, b);
    }

    /// <summary>Any 512-bit integer modulo m.</summary>
    public void Reduce(out U256 reduced, ReadOnlySpan<ulong> wide)
    {
        Debug.Assert(wide.Length == 8);
        ReadOnlySpan<ulong> reciprocal = _reciprocal;
        ReadOnlySpan<ulong> limbs = _limbs;
        Span<ulong> quotient = stackalloc ulong[10];
        quotient.Clear();
        for (int i = 0; i < 5; i++)
        {
            ulong carry = 0, limb = wide[3 + i];
            for (int j = 0; j < 5; j++)
            {
                quotient[i + j] = Limb.MultiplyAdd(limb, reciprocal[j], quotient[i + j], ref carry);
            }

            quotient[i + 5] = carry;
        }

        // The remainder is below 3m, so five limbs hold it.
        Span<ulong> multiple = stackalloc ulong[5];
        multiple.Clear();
        for (int i = 0; i < 5; i++)
        {
            ulong carry = 0, limb = quotient[5 + i];
            for (int j = 0; i + j < 5 && j < 4; j++)
            {
                multiple[i + j] = Limb.MultiplyAdd(limb, limbs[j], multiple[i + j], ref carry);
            }

            if (i == 0)
            {
                multiple[4] = carry;
            }
        }

        ulong borrow = 0;
        ulong r0 = Limb.Subtract(wide[0], multiple[0], ref borrow);
        ulong r1 = Limb.Subtract(wide[1], multiple[1], ref borrow);
        ulong r2 = Limb.Subtract(wide[2], multiple[2], ref borrow);
        ulong r3 = Limb.Subtract(wide[3], multiple[3], ref borrow);
        ulong r4 = wide[4] - multiple[4] - borrow;
        U256 low = new(r3, r2, r1, r0);
        U256 m = Value;
        for (int i = 0; i < 2; i++)
        {
            ulong under = 0;
            under = U256.Subtract(out U256 less, low, m);
            ulong top = Limb.Subtract(r4, 0, ref under);
            low = U256.Select(0 - under, low, less);
            r4 = Limb.Select(0 - under, r4, top);
        }

        Debug.Assert(r4 == 0 && U256.LessThan(low, m));
        reduced = low;
        quotient.Clear();
        multiple.Clear();
    }

    private static void Row(Span<ulong> target, ulong limb, in U256 b)
    {
        ulong carry = 0;
        target[0] = Limb.MultiplyAdd(limb, b.L0, target[0], ref carry);
        target[1] = Limb.MultiplyAdd(limb, b.L1, target[1], ref carry);
        target[2] = Limb.MultiplyAdd(limb, b.L2, target[2], ref carry);
        target[3] = Limb.MultiplyAdd(limb, b.L3, target[3], ref carry);
        target[4] = carry;
    }
}
