namespace X402.Protocol;

/// <summary>A facilitator's answer to <c>/supported</c> (x402 v2 specification, SupportedResponse).</summary>
public sealed class SupportedResponse
{
    /// <summary>What it verifies and settles.</summary>
    public required IReadOnlyList<SupportedKind> Kinds { get; init; }

    /// <summary>Extension ids it knows.</summary>
    public IReadOnlyList<string>? Extensions { get; init; } = [];

    /// <summary>Its signers by family pattern, such as <c>eip155:*</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Signers { get; init; }
}
