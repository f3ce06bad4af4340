using System.Diagnostics.CodeAnalysis;

namespace X402.Client;

/// <summary>
/// Payments that left the process and got no good answer. A repetition of the same request takes one up again instead of signing anew: the
/// old one may still settle, and both would then be paid. Each is used by one request at a time.
/// </summary>
internal sealed class UnsettledPayments(TimeProvider time)
{
    /// <summary>Verifiers want 6 seconds; the request takes some as well.</summary>
    public static readonly TimeSpan NeededValidity = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<RequestKey, Queue<Payment>> _payments = [];
    private readonly PriorityQueue<RequestKey, DateTimeOffset> _ends = new();

    public void Add(Payment payment)
    {
        lock (_lock)
        {
            Prune();
            if (!_payments.TryGetValue(payment.Key, out var queue))
                _payments.Add(payment.Key, queue = new());
            queue.Enqueue(payment);
            _ends.Enqueue(payment.Key, payment.Reservation.ValidUntil);
        }
    }

    public bool TryTake(RequestKey key, [NotNullWhen(true)] out Payment? payment)
    {
        payment = null;
        lock (_lock)
        {
            if (!_payments.TryGetValue(key, out var queue))
                return false;
            var soon = time.GetUtcNow() + NeededValidity;
            while (payment is null && queue.TryDequeue(out var candidate))
                payment = candidate.Reservation.ValidUntil > soon ? candidate : null;
            if (queue.Count == 0)
                _payments.Remove(key);
        }
        return payment is not null;
    }

    private void Prune()
    {
        var now = time.GetUtcNow();
        while (_ends.TryPeek(out var key, out var end) && end <= now)
        {
            _ends.Dequeue();
            if (_payments.TryGetValue(key, out var queue) && queue.All(payment => payment.Reservation.ValidUntil <= now))
                _payments.Remove(key);
        }
    }
}
