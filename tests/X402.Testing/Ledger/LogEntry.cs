using X402.Evm;

namespace X402.Testing.Ledger;

/// <summary>An event that a contract emitted.</summary>
internal sealed record LogEntry(Address Address, IReadOnlyList<Bytes32> Topics, byte[] Data);
