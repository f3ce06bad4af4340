using X402.Evm;

namespace X402.Facilitator;

/// <summary>
/// The next account nonce of one signer on one chain. Not thread-safe: its owner holds a lock from taking a nonce to the node's answer, so
/// a refused broadcast leaves no gap behind.
/// </summary>
internal sealed class AccountNonces(EvmRpc rpc, Address account, TimeProvider time)
{
    // After a pause the chain is asked again: it may have dropped what it once took, and waiting for that would block all that follows.
    private static readonly TimeSpan TrustAfterUse = TimeSpan.FromSeconds(30);

    private ulong? _next;
    private long _used;

    public async ValueTask<ulong> PeekAsync(CancellationToken cancellationToken)
    {
        if (_next is { } next && time.GetElapsedTime(_used) < TrustAfterUse)
            return next;
        _next = await rpc.GetTransactionCountAsync(account, cancellationToken).ConfigureAwait(false);
        _used = time.GetTimestamp();
        return _next.Value;
    }

    /// <summary>The node took, or may have taken, the transaction with this nonce.</summary>
    public void Use(ulong nonce) => (_next, _used) = (nonce + 1, time.GetTimestamp());

    /// <summary>Another transaction has this nonce. A node that lags behind may still propose it.</summary>
    public async ValueTask SkipAsync(ulong nonce, CancellationToken cancellationToken)
    {
        var count = await rpc.GetTransactionCountAsync(account, cancellationToken).ConfigureAwait(false);
        (_next, _used) = (Math.Max(count, nonce + 1), time.GetTimestamp());
    }

    /// <summary>Our count is wrong: ask the chain next time.</summary>
    public void Forget() => _next = null;
}
