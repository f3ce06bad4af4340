using System.Text.Json;
using System.Text.Json.Serialization;

namespace X402.Protocol;

/// <summary>What is sold: <c>resource</c> of a 402 and of a payment (x402 v2 specification, ResourceInfo).</summary>
public sealed class ResourceInfo
{
    /// <summary>Absolute URL as the server sees it.</summary>
    public required string Url { get; init; }

    /// <summary>One line for people and for agents that choose.</summary>
    public string? Description { get; init; }

    /// <summary>Media type of the paid answer.</summary>
    public string? MimeType { get; init; }

    /// <summary>1–32 printable ASCII characters.</summary>
    public string? ServiceName { get; init; }

    /// <summary>At most 5 items of 1–32 printable ASCII characters.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>At most 2048 characters.</summary>
    public string? IconUrl { get; init; }

    /// <summary>Members that this library does not know; kept and written again.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalMembers { get; set; }
}
