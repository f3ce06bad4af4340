using System.Text;
using System.Text.Json;
using X402.Protocol;

namespace X402.Core.Tests.Protocol;

public sealed class PaymentHeaderCodecTests
{
    private const string Accepted =
        """{"scheme":"exact","network":"eip155:84532","amount":"1","asset":"0xA","payTo":"0xB","maxTimeoutSeconds":60,"extra":{"name":"USDC"}}""";

    private static readonly string V2 = $$"""{"x402Version":2,"payload":{"a":1},"accepted":{{Accepted}}}""";

    private const string V1 = """{"x402Version":1,"scheme":"exact","network":"base-sepolia","payload":{"a":1}}""";

    [Fact]
    public void Header_of_the_greatest_length_is_read_and_one_character_more_is_not()
    {
        var pad = new string('x', PaymentHeaderCodec.MaxHeaderLength / 4 * 3 - V2.Length - ",\"note\":\"\"".Length);
        var full = Header(V2[..^1] + $",\"note\":\"{pad}\"}}");

        Assert.Equal(PaymentHeaderCodec.MaxHeaderLength, full.Length);
        Assert.True(PaymentHeaderCodec.TryDecodePaymentPayload(full, out _, out _));
        Assert.Contains("longer than", Refusal(full + "A"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("====")]
    [InlineData("A")]
    [InlineData("e30===")]
    [InlineData("e3=0")]
    [InlineData("e30=A")]
    [InlineData("e30\0")]
    [InlineData("e30é")]
    [InlineData("e3\u00010=")]
    [InlineData("bnVsbA==")]
    [InlineData("W10=")]
    [InlineData("IiI=")]
    public void Text_that_is_no_header_is_refused_by_all_three(string? header)
    {
        Assert.False(PaymentHeaderCodec.TryDecodePaymentPayload(header, out var payload, out var payloadError));
        Assert.False(PaymentHeaderCodec.TryDecodePaymentRequired(header, out var required, out var requiredError));
        Assert.False(PaymentHeaderCodec.TryDecodeSettleResponse(header, out var response, out var responseError));

        Assert.True(payload is null && required is null && response is null);
        Assert.Equal("Invalid payment signature header", payloadError.Code);
        Assert.Equal("Invalid payment required header", requiredError.Code);
        Assert.Equal("Invalid payment response header", responseError.Code);
        Assert.All([payloadError, requiredError, responseError], error => Assert.NotNull(error.Message));
    }

    [Theory]
    [InlineData(' ')]
    [InlineData('\n')]
    [InlineData('-')]
    [InlineData('_')]
    [InlineData('\0')]
    [InlineData('é')]
    [InlineData('\uff11')]
    public void Another_character_is_refused_wherever_it_stands(char other)
    {
        var header = Header(V2.PadRight((V2.Length + 2) / 3 * 3 + 1));
        Assert.EndsWith("==", header, StringComparison.Ordinal);

        for (var at = 0; at < header.Length; at++)
        {
            Assert.Equal("not standard Base64", Refusal(header[..at] + other + header[(at + 1)..]));
            Assert.Equal("not standard Base64", Refusal(header[..at] + other + header[at..]));
        }
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(" ", 2)]
    [InlineData("  ", 1)]
    public void Padding_may_be_missing_whole_or_in_part(string after, int padding)
    {
        var header = Header(V2.PadRight((V2.Length + 2) / 3 * 3) + after);

        Assert.Equal(padding, header.Length - header.TrimEnd('=').Length);
        for (var text = header.TrimEnd('='); text.Length <= header.Length; text += "=")
            Assert.True(PaymentHeaderCodec.TryDecodePaymentPayload(text, out _, out _));
    }

    [Theory]
    [InlineData("\"2\"")]
    [InlineData("2.0")]
    [InlineData("2.5")]
    [InlineData("0")]
    [InlineData("3")]
    [InlineData("-2")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[2]")]
    [InlineData("99999999999999999999")]
    public void Version_must_be_the_number_one_or_two(string version)
    {
        var json = V2.Replace("\"x402Version\":2", $"\"x402Version\":{version}", StringComparison.Ordinal);

        Assert.Contains("ersion", Refusal(Header(json)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"payload":{},"accepted":@}""")]
    [InlineData("""{"x402Version":2,"accepted":@}""")]
    [InlineData("""{"x402Version":2,"payload":null,"accepted":@}""")]
    [InlineData("""{"x402Version":2,"payload":[],"accepted":@}""")]
    [InlineData("""{"x402Version":2,"payload":"x","accepted":@}""")]
    [InlineData("""{"x402Version":2,"payload":{}}""")]
    [InlineData("""{"x402Version":2,"payload":{},"accepted":null}""")]
    [InlineData("""{"x402Version":2,"payload":{},"accepted":[@]}""")]
    [InlineData("""{"x402Version":2,"payload":{},"accepted":@,"extensions":[]}""")]
    [InlineData("""{"x402Version":2,"payload":{},"accepted":@,"resource":"u"}""")]
    [InlineData("""{"x402Version":2,"payload":{},"accepted":@,"resource":{"url":null}}""")]
    [InlineData("""{"x402Version":2,"scheme":"exact","network":"base","payload":{}}""")]
    [InlineData("""{"x402Version":1,"payload":{},"accepted":@}""")]
    [InlineData("""{"x402Version":1,"scheme":"exact","payload":{}}""")]
    [InlineData("""{"x402Version":1,"network":"base","payload":{}}""")]
    [InlineData("""{"x402Version":1,"scheme":1,"network":"base","payload":{}}""")]
    [InlineData("""{"x402Version":2,"payload":{},"accepted":@} x""")]
    [InlineData("""{"x402Version":2,"payload":{},"accepted":@,}""")]
    [InlineData("""{"x402Version":2,"payload":{},/**/"accepted":@}""")]
    public void Payload_without_the_members_of_its_version_is_refused(string json) =>
        Assert.NotNull(Refusal(Header(json.Replace("@", Accepted, StringComparison.Ordinal))));

    [Theory]
    [InlineData("\"amount\":\"1\"", "\"amount\":1")]
    [InlineData("\"amount\":\"1\",", "")]
    [InlineData("\"payTo\":\"0xB\"", "\"payTo\":null")]
    [InlineData("\"maxTimeoutSeconds\":60", "\"maxTimeoutSeconds\":\"60\"")]
    [InlineData("\"maxTimeoutSeconds\":60", "\"maxTimeoutSeconds\":60.5")]
    [InlineData("\"maxTimeoutSeconds\":60", "\"maxTimeoutSeconds\":-1")]
    [InlineData("\"maxTimeoutSeconds\":60", "\"maxTimeoutSeconds\":1e300")]
    [InlineData("{\"name\":\"USDC\"}", "[]")]
    [InlineData("{\"name\":\"USDC\"}", "\"USDC\"")]
    public void Accepted_of_another_shape_is_refused(string ours, string theirs) =>
        Assert.NotNull(Refusal(Header(V2.Replace(ours, theirs, StringComparison.Ordinal))));

    [Fact]
    public void Nulls_read_as_absent_and_are_not_written()
    {
        var json = V2[..^1] + ""","extensions":null,"resource":{"url":"u","description":null,"tags":null},"scheme":null,"network":null}""";

        var value = Read(json);

        Assert.True(value.Extensions is null && value.Resource!.Description is null && value.Resource.Tags is null && value.Scheme is null);
        Assert.DoesNotContain("null", Json(PaymentHeaderCodec.Encode(value)), StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_members_are_kept_and_written_again()
    {
        var json = V2[..^1] + ""","resource":{"url":"u","later":[1.50]},"more":{"n":1e2}}""";

        var written = Json(PaymentHeaderCodec.Encode(Read(json)));

        Assert.Contains("\"later\":[1.50]", written, StringComparison.Ordinal);
        Assert.Contains("\"more\":{\"n\":1e2}", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepted_is_written_again_byte_for_byte()
    {
        const string odd = """{ "maxTimeoutSeconds":60.0, "foo":null,"scheme":"e\u0078act","network":"eip155:1", "amount":"01","asset":"0xé","payTo":"/+<>","extra":null }""";

        var written = Json(PaymentHeaderCodec.Encode(Read(V2.Replace(Accepted, odd, StringComparison.Ordinal))));

        Assert.Contains(odd, written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(31, true)]
    [InlineData(32, false)]
    [InlineData(5000, false)]
    public void Nesting_is_read_to_a_depth_of_32(int levels, bool good)
    {
        var json = V2.Replace("{\"a\":1}", "{\"a\":" + new string('[', levels - 1) + new string(']', levels - 1) + "}", StringComparison.Ordinal);

        Assert.Equal(good, PaymentHeaderCodec.TryDecodePaymentPayload(Header(json), out _, out _));
    }

    [Fact]
    public void V1_payment_round_trips_to_the_same_header()
    {
        var value = Read(V1);

        Assert.Equal((1, "exact", "base-sepolia"), (value.X402Version, value.Scheme, value.Network));
        Assert.Equal(Header(V1), PaymentHeaderCodec.Encode(value));
    }

    [Fact]
    public void V1_payment_in_latin1_is_read_and_v2_is_not()
    {
        static string Latin1(string json) =>
            Convert.ToBase64String(Encoding.Latin1.GetBytes(json.Replace("{\"a\":1}", "{\"a\":\"café\"}", StringComparison.Ordinal)));

        Assert.True(PaymentHeaderCodec.TryDecodePaymentPayload(Latin1(V1), out var value, out _));
        Assert.Equal("café", value.Payload.GetProperty("a").GetString());
        Assert.Contains("UTF-8", Refusal(Latin1(V2)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\uDC00x")]
    [InlineData("\\ud83d\\u0041")]
    public void Half_of_a_surrogate_pair_is_refused_wherever_it_is(string half)
    {
        Assert.NotNull(Refusal(Header(V2.Replace("{\"a\":1}", $"{{\"a\":\"{half}\"}}", StringComparison.Ordinal))));
        Assert.NotNull(Refusal(Header(V2.Replace("\"a\":1", $"\"{half}\":1", StringComparison.Ordinal))));
        Assert.NotNull(Refusal(Header(V2.Replace("USDC", half, StringComparison.Ordinal))));
    }

    [Fact]
    public void Refusal_does_not_repeat_what_was_sent()
    {
        var reason = Refusal(Header("""{"x402Version":2,"payload":{},"<script>":1,"accepted":{"scheme":"<script>"}}"""));

        Assert.DoesNotContain("script", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Settlement_with_null_texts_reads_as_empty_ones()
    {
        var header = Header("""{"success":false,"errorReason":"x","transaction":null,"network":null,"payer":null}""");

        Assert.True(PaymentHeaderCodec.TryDecodeSettleResponse(header, out var value, out _));
        Assert.Equal(("", "", null), (value.Transaction, value.Network, value.Payer));
    }

    internal static string Header(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json));

    private static string Json(string header) => Encoding.UTF8.GetString(Convert.FromBase64String(header));

    private static PaymentPayload Read(string json)
    {
        Assert.True(PaymentHeaderCodec.TryDecodePaymentPayload(Header(json), out var value, out var error), error?.ToString());
        return value;
    }

    private static string Refusal(string? header)
    {
        Assert.False(PaymentHeaderCodec.TryDecodePaymentPayload(header, out var value, out var error));
        Assert.Null(value);
        Assert.Equal("Invalid payment signature header", error.Code);
        return error.Message!;
    }
}
