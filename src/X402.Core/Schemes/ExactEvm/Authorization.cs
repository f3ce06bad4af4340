namespace X402.Schemes.ExactEvm;

/// <summary>An EIP-3009 authorization as it travels: texts, checked by <see cref="Checks"/>.</summary>
public sealed class Authorization
{
    /// <summary>Payer.</summary>
    public required string From { get; init; }

    /// <summary>Receiver.</summary>
    public required string To { get; init; }

    /// <summary>Atomic units, decimal digits.</summary>
    public required string Value { get; init; }

    /// <summary>Unix seconds, decimal digits; valid strictly after.</summary>
    public required string ValidAfter { get; init; }

    /// <summary>Unix seconds, decimal digits; valid strictly before.</summary>
    public required string ValidBefore { get; init; }

    /// <summary><c>0x</c> and 64 hex digits.</summary>
    public required string Nonce { get; init; }
}
