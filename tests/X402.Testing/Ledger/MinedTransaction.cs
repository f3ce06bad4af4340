namespace X402.Testing.Ledger;

/// <summary>A transaction in its block. Each block has at most one.</summary>
internal sealed record MinedTransaction(
    SignedTransaction Transaction, bool Success, ulong GasUsed, ulong EffectiveGasPrice, IReadOnlyList<LogEntry> Logs);
