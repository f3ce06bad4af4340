namespace X402.Evm;

/// <summary>What verification reads from an EVM chain, at its latest block.</summary>
public interface IEvmChainReader
{
    /// <summary>The chain this reads.</summary>
    ChainId ChainId { get; }

    /// <summary>The code at an address; empty for a plain account.</summary>
    /// <exception cref="ChainUnavailableException">No endpoint answered.</exception>
    ValueTask<ReadOnlyMemory<byte>> GetCodeAsync(Address address, CancellationToken cancellationToken = default);

    /// <summary><c>eth_call</c>. A revert is a result, not an exception.</summary>
    /// <exception cref="ChainUnavailableException">No endpoint answered.</exception>
    ValueTask<EvmCallResult> CallAsync(Address to, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default);
}
