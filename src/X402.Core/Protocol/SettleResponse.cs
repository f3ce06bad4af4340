using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace X402.Protocol;

/// <summary>
/// A facilitator's answer to <c>/settle</c> and the content of <c>PAYMENT-RESPONSE</c> (x402 v2 specification, SettleResponse). A failed
/// one can carry a transaction hash: having a hash does not mean paid. Members that this library does not know are not kept, since what a
/// facilitator tells its server is not for the buyer.
/// </summary>
public sealed class SettleResponse
{
    /// <summary>Whether the money moved.</summary>
    [JsonRequired]
    public bool Success { get; init; }

    /// <summary>Stable code of the failure; see <see cref="ErrorCodes"/>.</summary>
    public string? ErrorReason { get; init; }

    /// <summary>Text for people.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Hash of the transaction; empty when nothing was broadcast (peers also write null).</summary>
    [AllowNull]
    public required string Transaction { get; init => field = value ?? ""; }

    /// <summary>CAIP-2 id for v2, v1 name for v1; empty when the peer wrote null.</summary>
    [AllowNull]
    public required string Network { get; init => field = value ?? ""; }

    /// <summary>Who paid.</summary>
    public string? Payer { get; init; }

    /// <summary>Atomic units actually charged, where the scheme can charge less than it offered.</summary>
    public string? Amount { get; init; }

    /// <summary>Extensions' data, such as receipts.</summary>
    public JsonElement? Extensions { get; init; }

    /// <summary>Schemes' data.</summary>
    public JsonElement? Extra { get; init; }

    /// <summary>Whether the outcome is unknown: broadcast, but no receipt yet (<see cref="ErrorCodes.SettlementPending"/>).</summary>
    [JsonIgnore]
    public bool IsPending => !Success && ErrorReason == ErrorCodes.SettlementPending;

    /// <summary>A failure.</summary>
    public static SettleResponse Failed(PaymentError error, string network, string? payer = null, string transaction = "") => new()
    {
        Success = false, ErrorReason = error.Code, ErrorMessage = error.Message, Network = network, Payer = payer, Transaction = transaction,
    };
}
