using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace X402.Protocol;

internal sealed class PaymentRequirementsConverter : JsonConverter<PaymentRequirements>
{
    public override PaymentRequirements Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // Wire's own reading of an element refuses a name that comes twice, whatever the caller's options are: what is compared and passed
        // on cannot mean anything else than the typed members.
        var element = JsonSerializer.Deserialize(ref reader, X402Json.Wire.JsonElement);
        return TryRead(element, out var requirements) ? requirements : throw new JsonException("Not payment requirements.");
    }

    public override void Write(Utf8JsonWriter writer, PaymentRequirements value, JsonSerializerOptions options)
    {
        if (value.Received is { } received)
        {
            writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(received), skipInputValidation: true);
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

    internal static bool TryRead(JsonElement element, [NotNullWhen(true)] out PaymentRequirements? requirements)
    {
        requirements = null;
        if (element.ValueKind != JsonValueKind.Object
            || Text(element, "scheme") is not { } scheme || Text(element, "network") is not { } network
            || Text(element, "amount") is not { } amount || Text(element, "asset") is not { } asset
            || Text(element, "payTo") is not { } payTo || Seconds(element) is not { } seconds)
            return false;
        JsonElement? extra = element.TryGetProperty("extra", out var given) && given.ValueKind != JsonValueKind.Null ? given : null;
        if (extra is { ValueKind: not JsonValueKind.Object })
            return false;
        requirements = new()
        {
            Scheme = scheme, Network = network, Amount = amount, Asset = asset, PayTo = payTo, MaxTimeoutSeconds = seconds,
            Extra = extra, Received = element,
        };
        return true;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Seconds(JsonElement element)
    {
        if (!element.TryGetProperty("maxTimeoutSeconds", out var value) || value.ValueKind == JsonValueKind.Null)
            return 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var seconds)
            && seconds is >= 0 and <= uint.MaxValue && decimal.IsInteger(seconds)
            ? (long)seconds
            : null;
    }
}
