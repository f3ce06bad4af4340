using System.Security.Cryptography;
using System.Text;
using X402.Evm;
using X402.Protocol;
using X402.Schemes;

namespace X402.Stores;

/// <summary>
/// Claims of one process, lost when it ends. An entry is dropped 10 minutes after its payment can no longer settle. A store that is full of
/// payments still alive takes no more: it throws rather than forget one.
/// </summary>
public sealed class InMemoryPaymentClaims : IPaymentClaims
{
    /// <summary>Entries that a store holds unless told otherwise; one takes a few hundred bytes.</summary>
    public const int DefaultCapacity = 1_000_000;

    // A claim drops at most this many old ones, so that no single request pays for a night's worth.
    private const int DropsPerClaim = 16;

    private static readonly TimeSpan Retention = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _time;
    private readonly int _capacity;
    private readonly Lock _lock = new();
    private readonly Dictionary<PaymentKey, Entry> _entries = [];
    private readonly PriorityQueue<Entry, long> _byEnd = new();

    /// <summary>An empty store.</summary>
    public InMemoryPaymentClaims(TimeProvider time, int capacity = DefaultCapacity)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        (_time, _capacity) = (time, capacity);
    }

    /// <summary>Payments that are remembered now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _entries.Count;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The store is full of payments that can still settle.</exception>
    public ValueTask<ClaimResult> ClaimAsync(PaymentClaim claim, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        cancellationToken.ThrowIfCancellationRequested();
        var binding = Bind(claim);
        lock (_lock)
        {
            DropOld();
            if (_entries.TryGetValue(claim.Identity.Key, out var entry))
                return new(entry.Describe(binding));
            if (_entries.Count >= _capacity)
                throw new InvalidOperationException($"The store of claims holds {_capacity} payments that can still settle and takes no more.");
            entry = new(claim.Identity.Key, binding);
            _entries.Add(entry.Key, entry);
            _byEnd.Enqueue(entry, End(claim.Identity.ValidUntil));
            return new(new ClaimResult(ClaimStatus.Claimed));
        }
    }

    /// <inheritdoc/>
    public ValueTask<ClaimResult?> FindAsync(PaymentClaim claim, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        cancellationToken.ThrowIfCancellationRequested();
        var binding = Bind(claim);
        lock (_lock)
            return new(_entries.GetValueOrDefault(claim.Identity.Key)?.Describe(binding));
    }

    /// <inheritdoc/>
    /// <remarks>Does nothing to a payment that is spent, or that is not known.</remarks>
    public ValueTask ReleaseAsync(PaymentKey key, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var entry) && entry.Outcome is null)
            {
                _entries.Remove(key);
                entry.Dropped = true;
                ForgetReleased();
            }
        }
        return default;
    }

    /// <inheritdoc/>
    /// <remarks>A later outcome replaces an earlier one. Does nothing to a payment whose entry is dropped: it can no longer settle.</remarks>
    public ValueTask CompleteAsync(PaymentKey key, SettleResponse outcome, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var entry))
                entry.Outcome = outcome;
        }
        return default;
    }

    private static long End(DateTimeOffset validUntil) =>
        validUntil < DateTimeOffset.MaxValue - Retention ? (validUntil + Retention).UtcTicks : DateTimeOffset.MaxValue.UtcTicks;

    // A hash, since a URL can be long and a million of them are kept. NUL occurs in neither part.
    private static Bytes32 Bind(PaymentClaim claim) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{claim.Method}\0{claim.Resource}\0{claim.Amount}")));

    private void DropOld()
    {
        var now = _time.GetUtcNow().UtcTicks;
        for (var i = 0; i < DropsPerClaim && _byEnd.TryPeek(out var entry, out var end) && (entry.Dropped || end <= now); i++)
        {
            _byEnd.Dequeue();
            if (!entry.Dropped)
                _entries.Remove(entry.Key);
        }
    }

    // Released entries stay in the queue until they are more than half of it: constant work for each on average.
    private void ForgetReleased()
    {
        if (_byEnd.Count < 2 * _entries.Count + 64)
            return;
        var kept = _byEnd.UnorderedItems.Where(item => !item.Element.Dropped).ToArray();
        _byEnd.Clear();
        _byEnd.EnqueueRange(kept);
    }

    private sealed class Entry(PaymentKey key, Bytes32 binding)
    {
        public PaymentKey Key { get; } = key;

        public SettleResponse? Outcome { get; set; }

        public bool Dropped { get; set; }

        public ClaimResult Describe(Bytes32 asked) =>
            asked != binding ? new(ClaimStatus.BoundElsewhere)
            : Outcome is null ? new(ClaimStatus.InProgress)
            : new(ClaimStatus.Completed, Outcome);
    }
}
