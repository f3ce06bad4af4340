namespace X402.Testing.Ledger;

/// <summary>What a chain keeps of an account: wei and the nonce of its next transaction.</summary>
internal readonly record struct AccountState(UInt256 Wei, ulong Nonce);
