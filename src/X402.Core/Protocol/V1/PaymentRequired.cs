using System.Text.Json;
using System.Text.Json.Serialization;

namespace X402.Protocol.V1;

/// <summary>The body of a v1 402.</summary>
public sealed class PaymentRequired
{
    /// <summary>1.</summary>
    [JsonRequired]
    public int X402Version { get; init; } = 1;

    /// <summary>Reason, such as <c>X-PAYMENT header is required</c>.</summary>
    public string? Error { get; init; }

    /// <summary>The ways to pay. An element that is no offer is not read.</summary>
    [JsonConverter(typeof(OffersConverter))]
    public required IReadOnlyList<PaymentRequirements> Accepts { get; init; }

    /// <summary>Who tried to pay, after a failed attempt.</summary>
    public string? Payer { get; init; }

    /// <summary>Members that this library does not know; kept and written again.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalMembers { get; set; }
}
