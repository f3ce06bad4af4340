using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using X402.Testing;

namespace X402.Core.Tests.Money;

/// <summary>Every operation against BigInteger, on 10,000 pairs whose sizes vary and whose limbs are often all zeros or all ones.</summary>
public sealed class UInt256Tests
{
    private const int Cases = 10_000;

    private static readonly BigInteger Modulus = BigInteger.One << 256;

    [Fact]
    public void Text_round_trips() => ForEachPair((a, _) =>
    {
        Assert.Equal(a.ToString(null, null), Make(a).ToString());
        Assert.Equal(Make(a), UInt256.Parse(a.ToString(null, null)));
    });

    [Fact]
    public void Bytes_round_trip() => ForEachPair((a, _) =>
    {
        var bytes = new byte[32];
        Make(a).WriteBigEndian(bytes);
        Assert.Equal(a, new BigInteger(bytes, isUnsigned: true, isBigEndian: true));
        Assert.Equal(Make(a), UInt256.FromBigEndian(bytes));
    });

    [Fact]
    public void Sum_is_exact_or_overflows() => ForEachPair((a, b) =>
    {
        if (a + b < Modulus)
            Assert.Equal(Make(a + b), Make(a) + Make(b));
        else
            Assert.Throws<OverflowException>(() => Make(a) + Make(b));
    });

    [Fact]
    public void Difference_is_exact_or_overflows() => ForEachPair((a, b) =>
    {
        if (a >= b)
            Assert.Equal(Make(a - b), Make(a) - Make(b));
        else
            Assert.Throws<OverflowException>(() => Make(a) - Make(b));
    });

    [Fact]
    public void Order_is_that_of_numbers() => ForEachPair((a, b) =>
    {
        var (x, y) = (Make(a), Make(b));
        Assert.Equal(a.CompareTo(b), Math.Sign(x.CompareTo(y)));
        Assert.Equal((a < b, a <= b, a > b, a >= b, a == b, a != b), (x < y, x <= y, x > y, x >= y, x == y, x != y));
        Assert.True(a != b || x.GetHashCode() == y.GetHashCode());
        Assert.Equal(a.IsZero, x.IsZero);
    });

    [Fact]
    public void Quotient_and_remainder_are_exact() => ForEachPair((a, b) =>
    {
        var divisor = (ulong)(b % ulong.MaxValue) + 1;
        Assert.Equal(Make(BigInteger.DivRem(a, divisor, out var rest)), Make(a).DivideBy(divisor, out var remainder));
        Assert.Equal(rest, remainder);
    });

    [Fact]
    public void Conversions_keep_the_value_or_say_no() => ForEachPair((a, _) =>
    {
        Assert.Equal(a <= ulong.MaxValue, Make(a).TryToUInt64(out var small));
        Assert.Equal((ulong)(a & ulong.MaxValue), small);
        Assert.Equal(Make(a & UInt128.MaxValue), new UInt256((UInt128)(a & UInt128.MaxValue)));
        Assert.Equal(Make(a & ulong.MaxValue), (UInt256)(ulong)(a & ulong.MaxValue));
    });

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("0x1")]
    [InlineData("1,000")]
    [InlineData("1_000")]
    [InlineData("١")]
    [InlineData("115792089237316195423570985008687907853269984665640564039457584007913129639936")]
    [InlineData("999999999999999999999999999999999999999999999999999999999999999999999999999999")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000000000000000001")]
    public void Text_that_is_no_atomic_amount_is_refused(string text)
    {
        Assert.False(UInt256.TryParse(text, out var value));
        Assert.Equal(UInt256.Zero, value);
        Assert.Throws<FormatException>(() => UInt256.Parse(text));
    }

    [Fact]
    public void Any_text_is_a_number_exactly_when_it_is_digits_below_the_limit() => Prop.ForAll<string?>(text =>
        UInt256.TryParse(text, out var value)
            ? text!.All(char.IsAsciiDigit) && value.ToString() == BigInteger.Parse(text!, null).ToString(null, null)
            : text is null || text.Length is 0 or > 77 || !text.All(char.IsAsciiDigit)).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Greatest_value_is_two_to_the_256_less_one()
    {
        Assert.Equal(Make(Modulus - 1), UInt256.MaxValue);
        Assert.Throws<OverflowException>(() => UInt256.MaxValue + 1);
        Assert.Throws<DivideByZeroException>(() => UInt256.MaxValue.DivideBy(0, out _));
    }

    private static void ForEachPair(Action<BigInteger, BigInteger> check)
    {
        var random = new SeededBytes(256);
        for (var i = 0; i < Cases; i++)
        {
            var a = Number(random);
            check(a, random.NextInt32(16) == 0 ? a : Number(random));
        }
    }

    private static BigInteger Number(SeededBytes random)
    {
        var bytes = random.Next(1 + random.NextInt32(32));
        for (var limb = 0; limb + 8 <= bytes.Length; limb += 8)
        {
            if (random.NextInt32(3) == 0)
                bytes.AsSpan(limb, 8).Fill(random.NextBool() ? byte.MaxValue : (byte)0);
        }
        return new(bytes, isUnsigned: true, isBigEndian: true);
    }

    private static UInt256 Make(BigInteger value)
    {
        var bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return UInt256.FromBigEndian([.. new byte[32 - bytes.Length], .. bytes]);
    }
}
