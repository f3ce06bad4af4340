namespace X402.Schemes;

/// <summary>What a payment says of itself, before anything of it is verified.</summary>
/// <param name="Key">Its replay key.</param>
/// <param name="Payer">Who pays, as text of the chain (EIP-55 on EVM).</param>
/// <param name="ValidUntil">After this it can no longer settle.</param>
public readonly record struct PaymentIdentity(PaymentKey Key, string Payer, DateTimeOffset ValidUntil);
