using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using X402.Testing;

namespace X402.Core.Tests.Money;

public sealed class PricePropertyTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Fact]
    public void Any_text_is_answered_and_a_price_is_written_so_that_it_parses_to_itself() =>
        Prop.ForAll<string?>(text => !Price.TryParse(text, out var price) || Price.Parse(price.ToString()) == price).Check(Many);

    [Fact]
    public void Any_change_of_a_price_is_answered_with_units_or_a_reason()
    {
        const string alphabet = "0123456789.$ +-eE,USDCx\t\0é";
        var random = new SeededBytes(1);
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.NextInt32(12)).Select(_ => alphabet[random.NextInt32(alphabet.Length)])]);
            if (!Price.TryParse(text, out var price))
                continue;
            var exception = Record.Exception(() => price.ToAtomic(Token(random.NextInt32(37))));
            Assert.True(exception is null or X402ConfigurationException, text);
        }
    }

    [Fact]
    public void Units_are_those_of_exact_arithmetic()
    {
        var random = new SeededBytes(2);
        for (var i = 0; i < 10_000; i++)
        {
            var decimals = random.NextInt32(19);
            var whole = new BigInteger(random.Next(1 + random.NextInt32(16)), isUnsigned: true);
            var fraction = new string([.. Enumerable.Range(0, 1 + random.NextInt32(24)).Select(_ => (char)('0' + random.NextInt32(10)))]);
            var scaled = BigInteger.Parse(whole.ToString(CultureInfo.InvariantCulture) + fraction, CultureInfo.InvariantCulture);
            var expected = scaled * BigInteger.Pow(10, decimals) / BigInteger.Pow(10, fraction.Length);
            var price = Price.Parse($"{whole}.{fraction}");

            if (expected.IsZero && !scaled.IsZero)
                Assert.Throws<X402ConfigurationException>(() => price.ToAtomic(Token(decimals)));
            else
                Assert.Equal(expected.ToString(CultureInfo.InvariantCulture), price.ToAtomic(Token(decimals)).ToString());
        }
    }

    [Fact]
    public void Any_decimal_that_is_not_negative_is_a_price() => Prop.ForAll<decimal>(amount =>
        Price.FromDecimal(Math.Abs(amount)) == Price.Parse(Math.Abs(amount).ToString(CultureInfo.InvariantCulture))).Check(Many);

    private static Asset Token(int decimals) =>
        new(ChainId.Evm(84532), "0x036CbD53842c5426634e7929541eC2318f3dCF7e", "USDC", decimals, "USDC", "2");
}
