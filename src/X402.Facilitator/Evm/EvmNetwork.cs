namespace X402.Facilitator;

/// <summary>One EVM network that is served, as it was set up.</summary>
internal sealed record EvmNetwork(ChainId ChainId, Uri RpcUrl, EvmSigner Signer, EvmNetworkOptions Options);
