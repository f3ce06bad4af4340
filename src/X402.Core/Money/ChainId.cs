using System.Diagnostics.CodeAnalysis;

namespace X402;

/// <summary>
/// A CAIP-2 chain id, <c>namespace:reference</c>. For <c>eip155</c> the reference must be a canonical decimal number, so two spellings
/// of one chain cannot exist.
/// </summary>
public readonly struct ChainId : IEquatable<ChainId>
{
    private readonly string? _text;
    private readonly int _colon;

    private ChainId(string text, int colon, ulong evmChainId) => (_text, _colon, EvmChainId) = (text, colon, evmChainId);

    /// <summary>The part before the colon, such as <c>eip155</c>.</summary>
    public string Namespace => _text is null ? "" : _text[.._colon];

    /// <summary>The part after the colon, such as <c>8453</c>.</summary>
    public string Reference => _text is null ? "" : _text[(_colon + 1)..];

    /// <summary>The EIP-155 chain id; 0 where <see cref="IsEvm"/> is false.</summary>
    public ulong EvmChainId { get; }

    /// <summary>Whether this is an <c>eip155</c> chain.</summary>
    public bool IsEvm => _text is not null && _text.StartsWith("eip155:", StringComparison.Ordinal);

    /// <summary>The id of an EVM chain.</summary>
    public static ChainId Evm(ulong chainId) =>
        Parse(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"eip155:{chainId}"));

    /// <summary>Reads a CAIP-2 id (namespace 3–8 of <c>[-a-z0-9]</c>, reference 1–64 of <c>[-_=a-zA-Z0-9]</c>); anything else gives false.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ChainId chainId)
    {
        chainId = default;
        if (text is null || text.Length > 8 + 1 + 64)
            return false;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon is < 3 or > 8 || text.Length - colon - 1 is < 1 or > 64)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var good = i == colon || c == '-' || char.IsAsciiDigit(c) || char.IsAsciiLetterLower(c)
                || (i > colon && (c is '_' or '=' || char.IsAsciiLetterUpper(c)));
            if (!good)
                return false;
        }
        ulong evm = 0;
        if (text.StartsWith("eip155:", StringComparison.Ordinal))
        {
            var reference = text.AsSpan(colon + 1);
            if ((reference.Length > 1 && reference[0] == '0')
                || !ulong.TryParse(reference, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out evm))
                return false;
        }
        chainId = new(text, colon, evm);
        return true;
    }

    /// <summary>Reads a CAIP-2 id.</summary>
    /// <exception cref="FormatException">The text is not one.</exception>
    public static ChainId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a CAIP-2 chain id such as eip155:8453.");

    /// <summary>The CAIP-2 text.</summary>
    public override string ToString() => _text ?? "";

    /// <inheritdoc/>
    public bool Equals(ChainId other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ChainId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Equality.</summary>
    public static bool operator ==(ChainId left, ChainId right) => left.Equals(right);

    /// <summary>Inequality.</summary>
    public static bool operator !=(ChainId left, ChainId right) => !left.Equals(right);
}
