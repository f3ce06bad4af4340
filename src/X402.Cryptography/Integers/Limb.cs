using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace X402.Cryptography;

/// <summary>
/// 64-bit limb arithmetic without a branch on the operands, in every JIT tier: comparisons would compile to jumps in tier 0.
/// </summary>
internal static class Limb
{
    /// <summary>The high 64 bits of a × b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong High(ulong a, ulong b) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(a, b) : Math.BigMul(a, b, out _);

    /// <summary>a + b + carry; the carry, 0 or 1, is replaced.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong a, ulong b, ref ulong carry)
    {
        ulong sum = a + b + carry;
        carry = ((a & b) | ((a | b) & ~sum)) >> 63;
        return sum;
    }

    /// <summary>a − b − borrow; the borrow, 0 or 1, is replaced.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Subtract(ulong a, ulong b, ref ulong borrow)
    {
        ulong difference = a - b - borrow;
        borrow = ((~a & b) | (~(a ^ b) & difference)) >> 63;
        return difference;
    }

    /// <summary>The low half of a × b + c + carry; the carry becomes the high half, which cannot overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyAdd(ulong a, ulong b, ulong c, ref ulong carry)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        ulong first = 0, second = 0;
        low = Add(low, c, ref first);
        low = Add(low, carry, ref second);
        carry = high + first + second;
        return low;
    }

    /// <summary>All ones when a = b, else zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong EqualMask(ulong a, ulong b)
    {
        ulong difference = a ^ b;
        return ((difference | (0 - difference)) >> 63) - 1;
    }

    /// <summary>a where the mask has ones, b where it has zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Select(ulong mask, ulong a, ulong b) => b ^ (mask & (a ^ b));
}
