using X402.Evm;

namespace X402.Schemes;

/// <summary>
/// Identity of a payment for replay protection: SHA-256 over scheme, network, asset, payer and nonce as bytes, so that another spelling of
/// the same payment has the same key.
/// </summary>
/// <param name="Value">The hash.</param>
public readonly record struct PaymentKey(Bytes32 Value)
{
    /// <summary>Hex text.</summary>
    public override string ToString() => Value.ToString();
}
