namespace X402.Schemes.ExactEvm;

/// <summary>The <c>payload</c> of <c>exact</c> on EVM with EIP-3009, the same in v1 and v2.</summary>
public sealed class Payload
{
    /// <summary><c>0x</c> and hex digits: 65 bytes of an account, any length of a smart wallet.</summary>
    public required string Signature { get; init; }

    /// <summary>What was signed.</summary>
    public required Authorization Authorization { get; init; }
}
