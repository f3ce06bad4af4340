using X402.Cryptography;
using X402.Evm;
using X402.Testing.Contracts;

namespace X402.Testing.Ledger;

/// <summary>A block, with the state after it.</summary>
internal sealed record Block(ulong Number, Bytes32 ParentHash, ulong Timestamp, MinedTransaction? Transaction, ChainState State)
{
    public Bytes32 Hash { get; } = new(Keccak256.HashData([
        .. ParentHash.Span, .. AbiOutput.Uint(Number), .. AbiOutput.Uint(Timestamp), .. (Transaction?.Transaction.Hash ?? default).Span]));
}
