using System.Collections.Concurrent;

namespace X402.Testing.Rpc;

/// <summary>What a test told the node to do wrong, and what it was asked.</summary>
internal sealed class Faults
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<RpcException>> _failures = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _drops = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);
    private int _holds;

    public bool ReceiptsHeld => Volatile.Read(ref _holds) > 0;

    public void HoldReceipts() => Interlocked.Increment(ref _holds);

    public void ReleaseReceipts() => Interlocked.Decrement(ref _holds);

    public void FailNext(string method, RpcException failure) => _failures.GetOrAdd(method, _ => new()).Enqueue(failure);

    public void DropNext(string method) => _drops.AddOrUpdate(method, 1, (_, count) => count + 1);

    public int Asked(string method) => _asked.GetValueOrDefault(method);

    /// <summary>Counts the request.</summary>
    /// <exception cref="RpcException">It was told to fail.</exception>
    public void Begin(string method)
    {
        _asked.AddOrUpdate(method, 1, (_, count) => count + 1);
        if (_failures.TryGetValue(method, out var queue) && queue.TryDequeue(out var failure))
            throw failure;
    }

    /// <summary>Whether the answer to this method is to be lost.</summary>
    public bool TakeDrop(string method)
    {
        while (_drops.TryGetValue(method, out var count) && count > 0)
        {
            if (_drops.TryUpdate(method, count - 1, count))
                return true;
        }
        return false;
    }
}
