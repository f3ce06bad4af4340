using System.Text;
using X402.Protocol;

namespace X402.Core.Tests.Protocol;

public sealed class OfferListTests
{
    private const string Good = """{"scheme":"exact","network":"eip155:1","amount":"1","asset":"0xA","payTo":"0xB","maxTimeoutSeconds":60}""";

    private const string GoodV1 =
        """{"scheme":"exact","network":"base","maxAmountRequired":"1","resource":"u","description":"","mimeType":"","outputSchema":null,"payTo":"0xB","maxTimeoutSeconds":60,"asset":"0xA","extra":{"name":"USD Coin","version":"2"}}""";

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"scheme":"new","network":"x:y","price":{"amount":"1"}}""")]
    [InlineData("""{"scheme":"exact","network":"eip155:1","amount":1,"asset":"0xA","payTo":"0xB","maxTimeoutSeconds":60}""")]
    public void Element_that_is_no_offer_is_left_out_and_the_others_are_read(string bad)
    {
        var header = PaymentHeaderCodecTests.Header($$"""{"x402Version":2,"accepts":[{{bad}},{{Good}},{{bad}}]}""");

        Assert.True(PaymentHeaderCodec.TryDecodePaymentRequired(header, out var value, out _));
        Assert.Equal("0xB", Assert.Single(value.Accepts).PayTo);

        Assert.True(PaymentHeaderCodec.TryParseV1Body(Encoding.UTF8.GetBytes($$"""{"x402Version":1,"accepts":[{{GoodV1}},{{bad}}]}"""), out var v1, out _));
        Assert.Equal("0xB", Assert.Single(v1.Accepts).PayTo);
    }

    [Theory]
    [InlineData("""{"x402Version":2,"accepts":null}""")]
    [InlineData("""{"x402Version":2,"accepts":{}}""")]
    [InlineData("""{"x402Version":2,"accepts":[7,}""")]
    [InlineData("""{"x402Version":2}""")]
    [InlineData("""{"x402Version":1,"accepts":[]}""")]
    [InlineData("""{"accepts":[]}""")]
    public void Header_without_a_list_or_of_another_version_is_refused(string json) =>
        Assert.False(PaymentHeaderCodec.TryDecodePaymentRequired(PaymentHeaderCodecTests.Header(json), out _, out _));

    [Fact]
    public void Empty_list_is_read()
    {
        Assert.True(PaymentHeaderCodec.TryDecodePaymentRequired(PaymentHeaderCodecTests.Header("""{"x402Version":2,"accepts":[]}"""), out var value, out _));

        Assert.Empty(value.Accepts);
    }

    [Fact]
    public void V1_body_reads_and_says_the_same_in_v2()
    {
        var body = $$"""{"x402Version":1,"error":"X-PAYMENT header is required","accepts":[{{GoodV1}}],"payer":null,"more":1}""";

        Assert.True(PaymentHeaderCodec.TryParseV1Body(Encoding.UTF8.GetBytes(body), out var value, out _));

        var offer = Assert.Single(value.Accepts).ToV2()!;
        Assert.Equal(("eip155:8453", "1", "USD Coin"), (offer.Network, offer.Amount, offer.GetExtra("name")));
        Assert.Equal("X-PAYMENT header is required", value.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("<html>")]
    [InlineData("""{"x402Version":2,"accepts":[]}""")]
    [InlineData("""{"x402Version":"1","accepts":[]}""")]
    [InlineData("""{"x402Version":1,"accepts":null}""")]
    public void Body_that_is_no_v1_402_is_refused(string body)
    {
        Assert.False(PaymentHeaderCodec.TryParseV1Body(Encoding.UTF8.GetBytes(body), out var value, out var error));

        Assert.Null(value);
        Assert.Equal("Invalid payment required response", error.Code);
    }

    [Fact]
    public void Body_is_read_up_to_256_kibibytes()
    {
        var json = """{"x402Version":1,"accepts":[]}""";
        var full = Encoding.UTF8.GetBytes(json + new string(' ', PaymentHeaderCodec.MaxBodyLength - json.Length));

        Assert.True(PaymentHeaderCodec.TryParseV1Body(full, out _, out _));
        Assert.False(PaymentHeaderCodec.TryParseV1Body([.. full, (byte)' '], out _, out var error));
        Assert.Contains("longer than", error.Message, StringComparison.Ordinal);
    }
}
