using System.Text.Json;
using X402.Protocol;

namespace X402.Facilitator;

/// <summary>Reads the body of <c>/verify</c> and <c>/settle</c>, of v2 and v1. What is malformed is told by field.</summary>
internal static class FacilitatorRequestBody
{
    /// <summary>Reads; false with the field at fault and what it must be.</summary>
    public static bool TryRead(byte[] body, out FacilitatorRequest? request, out ApiError? error)
    {
        request = null;
        if (!StrictJson.TryParse(body, out var root))
        {
            error = new("The body is not JSON of at most 32 levels.");
            return false;
        }
        if (root.ValueKind != JsonValueKind.Object)
        {
            error = new("The body must be a JSON object.");
            return false;
        }
        if (Read(root, "paymentPayload", X402Json.Wire.PaymentPayload) is not { } payload || payload.Payload.ValueKind != JsonValueKind.Object)
        {
            error = new("A payment is needed: x402Version, payload, and accepted (v2) or scheme and network (v1).", "paymentPayload");
            return false;
        }
        if (root.TryGetProperty("x402Version", out var version) && version.ValueKind != JsonValueKind.Null
            && !(version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number == payload.X402Version))
        {
            error = new("It must be the number that the payment has.", "x402Version");
            return false;
        }
        request = payload.X402Version == 1 ? Old(root, payload) : Current(root, payload);
        error = request is null ? new("Payment requirements of the payment's version are needed.", "paymentRequirements") : null;
        return request is not null;
    }

    private static FacilitatorRequest? Current(JsonElement root, PaymentPayload payload) =>
        Read(root, "paymentRequirements", X402Json.Wire.PaymentRequirements) is { } required
            ? new() { PaymentPayload = payload, PaymentRequirements = required, Resource = payload.Resource }
            : null;

    // A v1 name that is not ours stays as it is: nobody serves it, which is an answer and not a malformed body.
    private static FacilitatorRequest? Old(JsonElement root, PaymentPayload payload) =>
        Read(root, "paymentRequirements", X402Json.Wire.V1PaymentRequirements) is not { } required ? null : new()
        {
            PaymentPayload = payload,
            PaymentRequirements = required.ToV2() ?? new()
            {
                Scheme = required.Scheme, Network = required.Network, Amount = required.MaxAmountRequired, Asset = required.Asset,
                PayTo = required.PayTo, MaxTimeoutSeconds = required.MaxTimeoutSeconds, Extra = required.Extra,
            },
            Resource = new() { Url = required.Resource, Description = required.Description, MimeType = required.MimeType },
        };

    private static T? Read<T>(JsonElement root, string name, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return root.TryGetProperty(name, out var element) && element.ValueKind == JsonValueKind.Object ? element.Deserialize(type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
