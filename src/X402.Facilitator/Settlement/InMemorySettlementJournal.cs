using System.Collections.Concurrent;
using X402.Protocol;
using X402.Schemes;

namespace X402.Facilitator;

/// <summary>
/// The journal of one process. Entries are dropped ten minutes after their payment expired, and after a day at the latest: from then on the
/// chain itself refuses the payment's second settlement.
/// </summary>
internal sealed class InMemorySettlementJournal(TimeProvider time) : ISettlementJournal
{
    private const int SweepEvery = 1024;
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<PaymentKey, Entry> _entries = new();
    private int _added;

    public ValueTask<SettlementRecord?> FindAsync(PaymentKey key, CancellationToken cancellationToken = default) =>
        new(_entries.TryGetValue(key, out var entry) ? entry.Settlement : null);

    public ValueTask<bool> TryAddAsync(SettlementRecord settlement, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Increment(ref _added) % SweepEvery == 0)
            Sweep();
        return new(_entries.TryAdd(settlement.Key, new(settlement, DropAfter(settlement))));
    }

    public ValueTask CompleteAsync(PaymentKey key, SettleResponse outcome, CancellationToken cancellationToken = default)
    {
        while (_entries.TryGetValue(key, out var entry))
        {
            if (_entries.TryUpdate(key, entry with { Settlement = entry.Settlement with { Outcome = outcome } }, entry))
                break;
        }
        return default;
    }

    public ValueTask RemoveAsync(PaymentKey key, CancellationToken cancellationToken = default)
    {
        _entries.TryRemove(key, out _);
        return default;
    }

    private DateTimeOffset DropAfter(SettlementRecord settlement)
    {
        var latest = time.GetUtcNow() + MaxAge;
        return settlement.ValidUntil < latest - Grace ? settlement.ValidUntil + Grace : latest;
    }

    private void Sweep()
    {
        var now = time.GetUtcNow();
        foreach (var (key, entry) in _entries)
        {
            if (entry.DropAfter < now)
                _entries.TryRemove(key, out _);
        }
    }

    private sealed record Entry(SettlementRecord Settlement, DateTimeOffset DropAfter);
}
