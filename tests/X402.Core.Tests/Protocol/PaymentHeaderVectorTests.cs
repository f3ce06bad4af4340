using System.Text.Json;
using X402.Protocol;

namespace X402.Core.Tests.Protocol;

public sealed class PaymentHeaderVectorTests
{
    public static TheoryData<int> Required => Vectors.Indices("paymentRequired");

    public static TheoryData<int> Responses => Vectors.Indices("paymentResponse");

    public static TheoryData<int> Strictness => Vectors.Indices("base64Strictness");

    [Theory, MemberData(nameof(Required))]
    public void Payment_required_header_of_the_reference_reads_as_its_object_and_is_written_the_same(int index)
    {
        var vector = Vectors.Load("paymentRequired")[index];
        var header = vector.GetProperty("header").GetString()!;

        Assert.True(PaymentHeaderCodec.TryDecodePaymentRequired(header, out var read, out var error), error?.ToString());
        var written = PaymentHeaderCodec.Encode(read);

        AssertSameJson(vector.GetProperty("object"), Decode(written));
        if (vector.GetProperty("id").GetString() is "minimal" or "full-two-options" or "solana-upfront")
            Assert.Equal(header, written);
    }

    [Theory, MemberData(nameof(Required))]
    public void Payment_required_object_of_the_reference_is_written_as_its_header(int index)
    {
        var vector = Vectors.Load("paymentRequired")[index];

        var value = vector.GetProperty("object").Deserialize(X402Json.Wire.PaymentRequired)!;

        AssertSameJson(Decode(vector.GetProperty("header").GetString()!), Decode(PaymentHeaderCodec.Encode(value)));
    }

    [Theory, MemberData(nameof(Responses))]
    public void Payment_response_of_the_reference_has_the_same_header_here(int index)
    {
        var vector = Vectors.Load("paymentResponse")[index];
        var header = vector.GetProperty("header").GetString()!;

        Assert.True(PaymentHeaderCodec.TryDecodeSettleResponse(header, out var read, out _));
        var made = vector.GetProperty("object").Deserialize(X402Json.Wire.SettleResponse)!;

        Assert.Equal(header, PaymentHeaderCodec.Encode(read));
        Assert.Equal(header, PaymentHeaderCodec.Encode(made));
    }

    [Theory, MemberData(nameof(Strictness))]
    public void Base64_is_as_strict_as_the_reference(int index)
    {
        var vector = Vectors.Load("base64Strictness")[index];
        var expected = vector.GetProperty("expected");

        var good = PaymentHeaderCodec.TryDecodePaymentPayload(vector.GetProperty("header").GetString(), out var value, out var error);

        Assert.Equal(expected.TryGetProperty("ok", out _), good);
        Assert.Equal(good ? expected.GetProperty("x402Version").GetInt32() : null, value?.X402Version);
        Assert.Equal(good ? null : "Invalid payment signature header", error?.Code);
    }

    private static JsonElement Decode(string header) => JsonElement.Parse(Convert.FromBase64String(header));

    private static void AssertSameJson(JsonElement expected, JsonElement actual) => Assert.True(
        JsonElement.DeepEquals(Vectors.Json(Vectors.WithoutNulls(expected)), Vectors.Json(Vectors.WithoutNulls(actual))),
        $"expected {expected}\nactual   {actual}");
}
