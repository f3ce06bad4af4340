using System.Text.Json;
using System.Text.Json.Serialization;

namespace X402.Protocol;

/// <summary>
/// A payment: content of the header <c>PAYMENT-SIGNATURE</c> (v2) or <c>X-PAYMENT</c> (v1). v2 names what it pays in
/// <see cref="Accepted"/>, v1 in <see cref="Scheme"/> and <see cref="Network"/>.
/// </summary>
public sealed class PaymentPayload
{
    /// <summary>1 or 2.</summary>
    [JsonRequired]
    public int X402Version { get; init; } = 2;

    /// <summary>v1 only: the scheme.</summary>
    public string? Scheme { get; init; }

    /// <summary>v1 only: the network by its v1 name, such as <c>base-sepolia</c>.</summary>
    public string? Network { get; init; }

    /// <summary>Data of the scheme: for <c>exact</c> on EVM the authorization and its signature.</summary>
    public required JsonElement Payload { get; init; }

    /// <summary>v2 only: echo of the server's extensions, with what the client added.</summary>
    public JsonElement? Extensions { get; init; }

    /// <summary>v2 only: copy of the 402's resource.</summary>
    public ResourceInfo? Resource { get; init; }

    /// <summary>v2 only: the chosen element of <c>accepts</c>, verbatim.</summary>
    public PaymentRequirements? Accepted { get; init; }

    /// <summary>What a scheme has read from <see cref="Payload"/>, so that gate and facilitator in one process read it once.</summary>
    [JsonIgnore]
    internal object? Understood { get; set; }

    /// <summary>Members that this library does not know; kept and written again.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalMembers { get; set; }
}
