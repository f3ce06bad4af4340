using System.Text.Json;
using System.Text.Json.Serialization;

namespace X402.Protocol;

/// <summary>A facilitator's answer to <c>/verify</c> (x402 v2 specification, VerifyResponse).</summary>
public sealed class VerifyResponse
{
    /// <summary>Whether the payment would settle now.</summary>
    [JsonRequired]
    public bool IsValid { get; init; }

    /// <summary>Stable code when it is not valid; see <see cref="ErrorCodes"/>.</summary>
    public string? InvalidReason { get; init; }

    /// <summary>Text for people: the field, what was expected, what came.</summary>
    public string? InvalidMessage { get; init; }

    /// <summary>Who pays; empty when the payload was not understood.</summary>
    public string? Payer { get; init; }

    /// <summary>Extensions' data.</summary>
    public JsonElement? Extensions { get; init; }

    /// <summary>Schemes' data.</summary>
    public JsonElement? Extra { get; init; }

    /// <summary>A valid payment of <paramref name="payer"/>.</summary>
    public static VerifyResponse Valid(string payer) => new() { IsValid = true, Payer = payer };

    /// <summary>A refusal.</summary>
    public static VerifyResponse Invalid(PaymentError error, string payer) =>
        new() { IsValid = false, InvalidReason = error.Code, InvalidMessage = error.Message, Payer = payer };
}
