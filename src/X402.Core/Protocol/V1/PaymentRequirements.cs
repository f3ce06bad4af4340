using System.Text.Json;
using System.Text.Json.Serialization;

namespace X402.Protocol.V1;

/// <summary>One way to pay in the body of a v1 402.</summary>
public sealed class PaymentRequirements
{
    /// <summary>Scheme, such as <c>exact</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>The network by its v1 name, such as <c>base-sepolia</c>.</summary>
    public required string Network { get; init; }

    /// <summary>Atomic units as decimal digits.</summary>
    public required string MaxAmountRequired { get; init; }

    /// <summary>URL of what is sold.</summary>
    public required string Resource { get; init; }

    /// <summary>One line for people; the v1 packages insist on it, "" is fine.</summary>
    public string? Description { get; init; } = "";

    /// <summary>Media type of the paid answer; the v1 packages insist on it, "" is fine.</summary>
    public string? MimeType { get; init; } = "";

    /// <summary>Discovery data.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>Receiver.</summary>
    public required string PayTo { get; init; }

    /// <summary>Seconds within which the payment must be settled.</summary>
    public required long MaxTimeoutSeconds { get; init; }

    /// <summary>Token contract or mint.</summary>
    public required string Asset { get; init; }

    /// <summary>Data of the scheme: <c>{name, version}</c> on EVM.</summary>
    public JsonElement? Extra { get; init; }

    /// <summary>Members that this library does not know; kept and written again.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalMembers { get; set; }

    /// <summary>The same offer in v2's words; null when the network has no CAIP-2 id.</summary>
    public Protocol.PaymentRequirements? ToV2() => NetworkNames.ToChainId(Network) is not { } chain ? null : new()
    {
        Scheme = Scheme, Network = chain.ToString(), Amount = MaxAmountRequired, Asset = Asset, PayTo = PayTo,
        MaxTimeoutSeconds = MaxTimeoutSeconds, Extra = Extra,
    };

    /// <summary>A v2 offer in v1's words; null when the network has no v1 name.</summary>
    public static PaymentRequirements? FromV2(Protocol.PaymentRequirements requirements, ResourceInfo? resource)
    {
        ArgumentNullException.ThrowIfNull(requirements);
        return NetworkNames.ToName(requirements.Network) is not { } name ? null : new()
        {
            Scheme = requirements.Scheme, Network = name, MaxAmountRequired = requirements.Amount, Asset = requirements.Asset,
            PayTo = requirements.PayTo, MaxTimeoutSeconds = requirements.MaxTimeoutSeconds, Extra = requirements.Extra,
            Resource = resource?.Url ?? "", Description = resource?.Description ?? "", MimeType = resource?.MimeType ?? "",
        };
    }
}
