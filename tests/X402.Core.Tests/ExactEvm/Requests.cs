using System.Text.Json;
using X402.Protocol;
using V1Requirements = X402.Protocol.V1.PaymentRequirements;

namespace X402.Core.Tests.ExactEvm;

/// <summary>Reads recorded vectors the way a server or a facilitator hands them on: v1 requirements in v2's words.</summary>
internal static class Requests
{
    public static FacilitatorRequest Read(JsonElement payload, JsonElement requirements) => new()
    {
        PaymentPayload = payload.Deserialize(X402Json.Wire.PaymentPayload)!,
        PaymentRequirements = requirements.TryGetProperty("maxAmountRequired", out _) ? FromV1(requirements) : requirements.Deserialize(X402Json.Wire.PaymentRequirements)!,
    };

    private static PaymentRequirements FromV1(JsonElement element)
    {
        var v1 = element.Deserialize(X402Json.Wire.V1PaymentRequirements)!;
        return v1.ToV2() ?? Unknown(v1);
    }

    private static PaymentRequirements Unknown(V1Requirements v1) => new()
    {
        Scheme = v1.Scheme, Network = v1.Network, Amount = v1.MaxAmountRequired, Asset = v1.Asset, PayTo = v1.PayTo,
        MaxTimeoutSeconds = v1.MaxTimeoutSeconds, Extra = v1.Extra,
    };
}
