namespace X402.Evm;

/// <summary>The outcome of an <c>eth_call</c>.</summary>
/// <param name="Success">False when the call reverted.</param>
/// <param name="Data">What the call returned; the revert data when it failed and the node gave it.</param>
/// <param name="RevertMessage">The node's text of the failure; null on success.</param>
public readonly record struct EvmCallResult(bool Success, ReadOnlyMemory<byte> Data, string? RevertMessage = null);
