using System.Text.Json;
using System.Text.Json.Serialization;

namespace X402.Protocol;

internal sealed class PaymentRequirementsConverter : JsonConverter<PaymentRequirements>
{
    public override PaymentRequirements Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        if (element.ValueKind != JsonValueKind.Object)
            throw new JsonException("Payment requirements are a JSON object.");
        return new()
        {
            Scheme = Text(element, "scheme"),
            Network = Text(element, "network"),
            Amount = Text(element, "amount"),
            Asset = Text(element, "asset"),
            PayTo = Text(element, "payTo"),
            MaxTimeoutSeconds = Seconds(element),
            Extra = element.TryGetProperty("extra", out var extra) && extra.ValueKind != JsonValueKind.Null ? extra : null,
            Received = element,
        };
    }

    public override void Write(Utf8JsonWriter writer, PaymentRequirements value, JsonSerializerOptions options)
    {
        if (value.Received is { } received)
        {
            received.WriteTo(writer);
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("scheme", value.Scheme);
        writer.WriteString("network", value.Network);
        writer.WriteString("amount", value.Amount);
        writer.WriteString("asset", value.Asset);
        writer.WriteString("payTo", value.PayTo);
        writer.WriteNumber("maxTimeoutSeconds", value.MaxTimeoutSeconds);
        if (value.Extra is { } extra)
        {
            writer.WritePropertyName("extra");
            extra.WriteTo(writer);
        }
        writer.WriteEndObject();
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new JsonException($"'{name}' of payment requirements must be a text.");

    private static long Seconds(JsonElement element)
    {
        if (!element.TryGetProperty("maxTimeoutSeconds", out var value) || value.ValueKind == JsonValueKind.Null)
            return 0;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var seconds) && seconds is >= 0 and <= uint.MaxValue)
            return (long)seconds;
        throw new JsonException("'maxTimeoutSeconds' must be a number of seconds.");
    }
}
