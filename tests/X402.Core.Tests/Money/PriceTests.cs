using System.Globalization;
using System.Text.Json;

namespace X402.Core.Tests.Money;

public sealed class PriceTests
{
    private static readonly ChainId BaseSepolia = ChainId.Evm(84532);

    public static TheoryData<int> Entries => Vectors.Indices("moneyParsing");

    [Theory, MemberData(nameof(Entries))]
    public void Price_means_what_it_means_to_the_reference_except_that_a_positive_price_never_becomes_free(int index)
    {
        var vector = Vectors.Load("moneyParsing")[index];
        var expected = vector.GetProperty("expected");
        var given = vector.GetProperty("price");
        if (!expected.TryGetProperty("parseMoney", out var money))
        {
            Assert.False(Price.TryParse(given.GetString(), out _));
            return;
        }
        var price = given.ValueKind == JsonValueKind.Number ? Price.FromDecimal(given.GetDecimal()) : Price.Parse(given.GetString()!);

        Assert.Equal(money.TryGetProperty("symbol", out var symbol) ? symbol.GetString() : null, price.Symbol);
        if (!expected.TryGetProperty("parsePriceBaseSepolia", out var amount))
        {
            Assert.Throws<X402ConfigurationException>(() => AssetTable.Default.Resolve(BaseSepolia, price));
            return;
        }
        var asset = AssetTable.Default.Resolve(BaseSepolia, price);
        Assert.Equal(amount.GetProperty("asset").GetString(), asset.Address);
        if (amount.GetProperty("amount").GetString() == "0" && !price.IsZero)
            Assert.Throws<X402ConfigurationException>(() => price.ToAtomic(asset));
        else
            Assert.Equal(amount.GetProperty("amount").GetString(), price.ToAtomic(asset).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("$")]
    [InlineData("$$1")]
    [InlineData("1 $")]
    [InlineData("1USDC")]
    [InlineData("1.2.3")]
    [InlineData("1 .5")]
    [InlineData("+1")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("1_000")]
    [InlineData("1 USD C")]
    [InlineData("1 2USD")]
    [InlineData("1 US-D")]
    [InlineData("١")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    public void Text_outside_the_grammar_is_refused(string text)
    {
        Assert.False(Price.TryParse(text, out var price));
        Assert.Equal(default, price);
        Assert.Throws<FormatException>(() => Price.Parse(text));
    }

    [Theory]
    [InlineData("$0.01", 6, "10000")]
    [InlineData("0.010", 6, "10000")]
    [InlineData("0001", 0, "1")]
    [InlineData("1.999999999", 6, "1999999")]
    [InlineData("0.000000000000000001", 18, "1")]
    [InlineData("115792089237316195423570985008687907853269984665640564039457.584007913129639935", 18, "115792089237316195423570985008687907853269984665640564039457584007913129639935")]
    public void Amount_is_exact_to_the_last_unit_and_cut_off_beyond(string text, int decimals, string units) =>
        Assert.Equal(units, Price.Parse(text).ToAtomic(Token(decimals)).ToString());

    [Theory]
    [InlineData("$0.0000009", 6)]
    [InlineData("0.5", 0)]
    public void Positive_price_below_one_unit_is_refused(string text, int decimals) =>
        Assert.Throws<X402ConfigurationException>(() => Price.Parse(text).ToAtomic(Token(decimals)));

    [Fact]
    public void Price_beyond_256_bits_is_refused() => Assert.Throws<X402ConfigurationException>(
        () => Price.Parse("115792089237316195423570985008687907853269984665640564039457.584007913129639936").ToAtomic(Token(18)));

    [Fact]
    public void Equal_prices_are_equal_however_they_are_written()
    {
        Assert.Equal(Price.Parse("$0.10"), Price.Parse("00.1 usd"));
        Assert.NotEqual(Price.Parse("0.1"), Price.Parse("0.1 USDC"));
        Assert.Equal(Price.Parse("0.1 usdc"), Price.Parse("0.1 USDC"));
    }

    [Theory]
    [InlineData("$0.1")]
    [InlineData("0.1 USDC")]
    [InlineData("$0")]
    public void Text_of_a_price_parses_to_the_same_price(string text)
    {
        Assert.Equal(text, Price.Parse(text).ToString());
        Assert.Equal(Price.Parse(text), Price.Parse(Price.Parse(text).ToString()));
    }

    [Fact]
    public void Atomic_price_is_taken_as_it_is()
    {
        var price = Price.Atomic("0100", "0x036CbD53842c5426634e7929541eC2318f3dCF7e");

        Assert.Equal(UInt256.FromUInt64(100), price.ToAtomic(Token(18)));
        Assert.Equal("0x036CbD53842c5426634e7929541eC2318f3dCF7e", price.Symbol);
        Assert.Equal("USDC", AssetTable.Default.Resolve(BaseSepolia, price).Symbol);
        Assert.Throws<FormatException>(() => Price.Atomic("1.5", "USDC"));
        Assert.Throws<FormatException>(() => Price.Atomic("-1", "USDC"));
    }

    [Fact]
    public void Default_price_is_nothing()
    {
        Assert.True(default(Price).IsZero);
        Assert.True(Price.Parse("$0.00").IsZero);
        Assert.Equal(UInt256.Zero, default(Price).ToAtomic(Token(6)));
        Assert.Equal("$0", default(Price).ToString());
    }

    [Fact]
    public void Decimal_keeps_every_digit()
    {
        Assert.Equal("1", Price.FromDecimal(0.000001m).ToAtomic(Token(6)).ToString());
        Assert.Equal("$" + decimal.MaxValue.ToString(CultureInfo.InvariantCulture), Price.FromDecimal(decimal.MaxValue).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => Price.FromDecimal(-0.01m));
    }

    private static Asset Token(int decimals) =>
        new(BaseSepolia, "0x036CbD53842c5426634e7929541eC2318f3dCF7e", "USDC", decimals, "USDC", "2");
}
