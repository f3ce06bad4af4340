using System.Text.Json;
using System.Text.Json.Serialization;

namespace X402.Protocol;

/// <summary>One (version, scheme, network) that a facilitator serves.</summary>
public sealed class SupportedKind
{
    /// <summary>1 or 2.</summary>
    [JsonRequired]
    public int X402Version { get; init; }

    /// <summary>Scheme, such as <c>exact</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>CAIP-2 id for v2, v1 name for v1.</summary>
    public required string Network { get; init; }

    /// <summary>Data for building requirements.</summary>
    public JsonElement? Extra { get; init; }
}
