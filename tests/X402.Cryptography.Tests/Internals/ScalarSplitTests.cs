using System.Globalization;
using System.Numerics;

namespace X402.Cryptography.Tests;

public sealed class ScalarSplitTests
{
    private static readonly BigInteger s_lambda =
        BigInteger.Parse("05363AD4CC05C30E0A5261C028812645A122E22EA20816678DF02967C1B23BD72", NumberStyles.HexNumber, null);

    [Fact]
    public void Halves_are_short_and_make_the_scalar()
    {
        foreach (BigInteger k in Integers.Below(Integers.N, "split", 10_000))
        {
            GroupOrder.Split(Integers.ToU256(k), out U256 first, out U256 second);
            BigInteger a = Integers.ToBig(first), b = Integers.ToBig(second);
            Assert.Equal(k, (a + (b * s_lambda)) % Integers.N);
            Assert.True(BigInteger.Min(a, Integers.N - a) < BigInteger.One << 128);
            Assert.True(BigInteger.Min(b, Integers.N - b) < BigInteger.One << 128);
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(11)]
    public void Non_adjacent_form_has_odd_far_digits_and_makes_the_scalar(int width)
    {
        short[] digits = new short[Wnaf.Length];
        foreach (BigInteger small in Integers.Below(BigInteger.One << 128, "wnaf", 1_000))
        {
            foreach (BigInteger k in (BigInteger[])[small, Integers.Mod(-small, Integers.N)])
            {
                int end = Wnaf.Write(digits, Integers.ToU256(k), width);
                BigInteger sum = 0;
                int last = -width;
                for (int i = 0; i < digits.Length; i++)
                {
                    sum += (BigInteger)digits[i] << i;
                    if (digits[i] != 0)
                    {
                        Assert.True(i < end && i - last >= width && Math.Abs(digits[i]) < 1 << (width - 1) && (digits[i] & 1) != 0);
                        last = i;
                    }
                }

                Assert.Equal(k, Integers.Mod(sum, Integers.N));
            }
        }
    }
}
