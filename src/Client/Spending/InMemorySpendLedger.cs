using System.Globalization;

namespace X402;

/// <summary>
/// The day's spending of one process. It is forgotten with the process: use a ledger of your own where a restart must not renew the budget.
/// </summary>
public sealed class InMemorySpendLedger : ISpendLedger
{
    /// <summary>How long after its validity a payment still counts, since block times lag behind the clock.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SpendReservation> _held = [];
    private readonly PriorityQueue<string, DateTimeOffset> _expiry = new();
    private readonly HashSet<string> _unanswered = [];
    private UInt256 _heldTotal;
    private UInt256 _spent;
    private DateOnly _day;
    private long _last;

    /// <summary>An empty ledger.</summary>
    public InMemorySpendLedger(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
    }

    /// <summary>
    /// Whether a payment that got no answer while it was valid is taken as never made, instead of as spent on the day it ended (default): a
    /// server that settles and pretends not to have could otherwise pass the day's limit, a validity's length after each attempt.
    /// </summary>
    public bool ForgetUnanswered { get; init; }

    /// <inheritdoc/>
    public ValueTask<SpendReservation?> TryReserveAsync(
        UInt256 amount, UInt256? dayLimit, DateTimeOffset validUntil, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            Advance();
            var counted = _spent + _heldTotal;
            if (dayLimit is { } limit && (counted > limit || amount > limit - counted))
                return new((SpendReservation?)null);
            var reservation = new SpendReservation((++_last).ToString(CultureInfo.InvariantCulture), amount, validUntil);
            _heldTotal += amount;
            _held.Add(reservation.Id, reservation);
            _expiry.Enqueue(reservation.Id, validUntil + Margin);
            return new(reservation);
        }
    }

    /// <inheritdoc/>
    public ValueTask CommitAsync(SpendReservation reservation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reservation);
        lock (_lock)
        {
            Advance();
            if (Drop(reservation.Id) || _unanswered.Remove(reservation.Id)) // the second: the answer came after all
                _spent += reservation.Amount;
        }
        return default;
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(SpendReservation reservation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reservation);
        lock (_lock)
            Drop(reservation.Id);
        return default;
    }

    private void Advance()
    {
        var now = _time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (today > _day) // a clock that steps back renews no budget
        {
            _day = today;
            _spent = default;
            _unanswered.Clear();
        }
        while (_expiry.TryPeek(out var id, out var end) && end <= now)
        {
            _expiry.Dequeue();
            if (!_held.TryGetValue(id, out var reservation))
                continue;
            Drop(id);
            if (!ForgetUnanswered)
                _spent += reservation.Amount;
            else
                _unanswered.Add(id);
        }
    }

    private bool Drop(string id)
    {
        if (!_held.Remove(id, out var reservation))
            return false;
        _heldTotal -= reservation.Amount;
        return true;
    }
}
