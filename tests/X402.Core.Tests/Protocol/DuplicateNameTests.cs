using System.Text;
using System.Text.Json;
using X402.Protocol;

namespace X402.Core.Tests.Protocol;

/// <summary>A name that comes twice could mean one thing to the check and another to whoever is asked next.</summary>
public sealed class DuplicateNameTests
{
    private const string Twice =
        """{"x402Version":1,"x402Version":2,"payload":{"to":"first","to":"last","deep":[{"k":1,"\u006b":2}]},"accepted":{"scheme":"exact","network":"eip155:1","amount":"1","am\u006funt":"2","asset":"0xA","payTo":"0xB","maxTimeoutSeconds":60,"extra":{"name":"first","name":"last"}},"x":{"y":1},"x":{"y":2}}""";

    [Fact]
    public void Last_one_counts_and_the_earlier_are_nowhere_to_be_seen()
    {
        Assert.True(PaymentHeaderCodec.TryDecodePaymentPayload(PaymentHeaderCodecTests.Header(Twice), out var value, out var error), error?.ToString());

        Assert.Equal(("2", "last"), (value.Accepted!.Amount, value.Accepted.GetExtra("name")));
        Assert.Equal("2", value.Accepted.Received!.Value.GetProperty("amount").GetString());
        var written = Encoding.UTF8.GetString(Convert.FromBase64String(PaymentHeaderCodec.Encode(value)));
        Assert.Equal(
            """{"x402Version":2,"payload":{"to":"last","deep":[{"k":2}]},"accepted":{"scheme":"exact","network":"eip155:1","amount":"2","asset":"0xA","payTo":"0xB","maxTimeoutSeconds":60,"extra":{"name":"last"}},"x":{"y":2}}""",
            written);
    }

    [Fact]
    public void Whole_member_that_comes_twice_is_the_last_one()
    {
        var good = """{"scheme":"exact","network":"eip155:1","amount":"1","asset":"0xA","payTo":"0xB","maxTimeoutSeconds":60}""";
        var json = $$"""{"x402Version":2,"payload":{},"accepted":{{good.Replace("\"1\"", "\"9\"", StringComparison.Ordinal)}},"accepted":{{good}}}""";

        Assert.True(PaymentHeaderCodec.TryDecodePaymentPayload(PaymentHeaderCodecTests.Header(json), out var value, out _));

        Assert.Equal("1", value.Accepted!.Amount);
    }

    [Fact]
    public void Required_member_that_is_null_at_last_is_absent()
    {
        var json = Twice.Replace("\"am\\u006funt\":\"2\"", "\"amount\":null", StringComparison.Ordinal);

        Assert.False(PaymentHeaderCodec.TryDecodePaymentPayload(PaymentHeaderCodecTests.Header(json), out _, out _));
    }

    [Theory]
    [InlineData("{\"a\":1,\"a\":1}")]
    [InlineData("{\"a\":{\"b\":1,\"b\":1}}")]
    public void Context_alone_refuses_it(string extra)
    {
        var json = $$"""{"scheme":"exact","network":"eip155:1","amount":"1","asset":"0xA","payTo":"0xB","maxTimeoutSeconds":60,"extra":{{extra}}}""";

        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, X402Json.Wire.PaymentRequirements));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, X402Json.Default.PaymentRequirements));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(extra, X402Json.Wire.JsonElement));
    }

    [Fact]
    public void Name_that_comes_a_thousand_times_is_read_once()
    {
        var json = Twice[..^1] + string.Concat(Enumerable.Repeat(",\"z\":1", 1500)) + "}";

        Assert.True(PaymentHeaderCodec.TryDecodePaymentPayload(PaymentHeaderCodecTests.Header(json), out var value, out _));

        Assert.Equal(2, value.AdditionalMembers!.Count);
    }
}
