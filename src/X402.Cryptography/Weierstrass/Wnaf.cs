namespace X402.Cryptography;

/// <summary>Non-adjacent form of a public scalar: odd digits below 2^(width−1) in size, at least width positions apart.</summary>
internal static class Wnaf
{
    /// <summary>Digits of a scalar that is, or whose negative modulo n is, below 2^(length−1).</summary>
    public const int Length = 129;

    /// <summary>Fills the digits, least significant first; returns one more than the position of the last non-zero one.</summary>
    public static int Write(Span<short> digits, in U256 scalar, int width)
    {
        digits.Clear();
        U256 s = scalar;
        int sign = 1;
        if (s.L3 >> 63 != 0)
        {
            GroupOrder.Modulus.Negate(out s, s);
            sign = -1;
        }

        int end = 0;
        uint carry = 0;
        for (int bit = 0; bit < digits.Length;)
        {
            if (s.Bits(bit, 1) == carry)
            {
                bit++;
                continue;
            }

            int count = Math.Min(width, digits.Length - bit);
            int word = (int)(s.Bits(bit, count) + carry);
            carry = (uint)word >> (width - 1) & 1;
            word -= (int)carry << width;
            digits[bit] = (short)(sign * word);
            end = bit + 1;
            bit += count;
        }

        return end;
    }
}
