namespace X402.Evm;

/// <summary>An EIP-3009 authorization as values.</summary>
/// <param name="From">Payer.</param>
/// <param name="To">Receiver.</param>
/// <param name="Value">Atomic units of the token.</param>
/// <param name="ValidAfter">Unix seconds; valid strictly after.</param>
/// <param name="ValidBefore">Unix seconds; valid strictly before.</param>
/// <param name="Nonce">Random; used once per payer and token.</param>
public readonly record struct TransferAuthorization(
    Address From, Address To, UInt256 Value, UInt256 ValidAfter, UInt256 ValidBefore, Bytes32 Nonce);
