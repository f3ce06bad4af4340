using System.Collections.Concurrent;
using X402.Evm;

namespace X402.Schemes.ExactEvm;

/// <summary>Remembers which assets have code: only those that do, for a while, and a bounded number of them.</summary>
internal sealed class DeployedAssets(IEvmChainReader chain, TimeProvider time)
{
    private const int Capacity = 4096;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<Address, DateTimeOffset> _until = new();

    public async ValueTask<bool> ContainsAsync(Address asset, CancellationToken cancellationToken)
    {
        if (_until.TryGetValue(asset, out var until) && until > time.GetUtcNow())
            return true;
        var code = await chain.GetCodeAsync(asset, cancellationToken).ConfigureAwait(false);
        if (code.IsEmpty)
            return false;
        // Requirements may come from anybody: a flood of contracts starts the memory anew instead of growing it.
        if (_until.Count >= Capacity)
            _until.Clear();
        _until[asset] = time.GetUtcNow() + Lifetime;
        return true;
    }
}
