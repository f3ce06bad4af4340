namespace X402.Facilitator;

/// <summary>Fees of an EIP-1559 transaction, in wei per gas.</summary>
internal readonly record struct FeeQuote(UInt256 MaxFeePerGas, UInt256 MaxPriorityFeePerGas);
