using System.Text.Json;
using System.Text.Json.Serialization;

namespace X402.Protocol;

/// <summary>What a 402 says: content of the header <c>PAYMENT-REQUIRED</c> (x402 v2 specification, PaymentRequired).</summary>
public sealed class PaymentRequired
{
    /// <summary>2.</summary>
    [JsonRequired]
    public int X402Version { get; init; } = 2;

    /// <summary>Stable reason; <c>Payment required</c> at first contact.</summary>
    public string? Error { get; init; }

    /// <summary>What is sold.</summary>
    public ResourceInfo? Resource { get; init; }

    /// <summary>The ways to pay; may be empty on routes that only want a sign-in. An element that is no offer is not read.</summary>
    [JsonConverter(typeof(OffersConverter))]
    public required IReadOnlyList<PaymentRequirements> Accepts { get; init; }

    /// <summary>Extensions by id, kept as they came.</summary>
    public JsonElement? Extensions { get; init; }

    /// <summary>Members that this library does not know; kept and written again.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalMembers { get; set; }
}
