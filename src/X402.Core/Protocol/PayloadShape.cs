using System.Text.Json;

namespace X402.Protocol;

/// <summary>What the versions ask of a decoded header beyond its types; null is good, else the reason.</summary>
internal static class PayloadShape
{
    public static string? Check(PaymentRequired value) =>
        value.X402Version != 2 ? "x402Version must be the number 2"
        : !IsObjectOrAbsent(value.Extensions) ? "extensions must be an object"
        : null;

    public static string? Check(PaymentPayload value) =>
        value.Payload.ValueKind != JsonValueKind.Object ? "payload must be an object"
        : !IsObjectOrAbsent(value.Extensions) ? "extensions must be an object"
        : value.X402Version switch
        {
            1 => value.Scheme is null ? "scheme is missing" : value.Network is null ? "network is missing" : null,
            2 => value.Accepted is null ? "accepted is missing" : null,
            _ => "x402Version must be the number 1 or 2",
        };

    private static bool IsObjectOrAbsent(JsonElement? element) => element is null or { ValueKind: JsonValueKind.Object };
}
