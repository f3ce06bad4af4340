using X402.Evm;

namespace X402.Facilitator;

/// <summary>A transaction ready to be sent, and its hash.</summary>
internal sealed record SignedTransaction(Bytes32 Hash, ReadOnlyMemory<byte> Raw);
