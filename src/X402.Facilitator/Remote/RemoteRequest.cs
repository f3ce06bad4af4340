using System.Buffers;
using System.Text.Json;
using X402.Protocol;

namespace X402.Facilitator;

/// <summary>Body of <c>/verify</c> and <c>/settle</c> (x402 v2 specification, facilitator interface), in the words of the payment's version.</summary>
internal static class RemoteRequest
{
    /// <summary>The body; null when the payment is of v1 and its network has no v1 name.</summary>
    public static byte[]? Write(FacilitatorRequest request)
    {
        var version = request.PaymentPayload.X402Version;
        var old = version == 1 ? Protocol.V1.PaymentRequirements.FromV2(request.PaymentRequirements, request.Resource) : null;
        if (version == 1 && old is null)
            return null;
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = X402Json.Wire.Options.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("x402Version", version);
            writer.WritePropertyName("paymentPayload");
            JsonSerializer.Serialize(writer, request.PaymentPayload, X402Json.Wire.PaymentPayload);
            writer.WritePropertyName("paymentRequirements");
            if (old is null)
                JsonSerializer.Serialize(writer, request.PaymentRequirements, X402Json.Wire.PaymentRequirements);
            else
                JsonSerializer.Serialize(writer, old, X402Json.Wire.V1PaymentRequirements);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
