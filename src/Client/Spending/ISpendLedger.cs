namespace X402;

/// <summary>
/// What was spent today and what may still be. Replace the in-memory one to keep a budget over restarts or to share it between processes.
/// Amounts are dollars × 10^18. Every call is atomic, and may come from many threads.
/// </summary>
public interface ISpendLedger
{
    /// <summary>
    /// Sets <paramref name="amount"/> aside, unless what is spent in this UTC day and what is set aside, together with it, were more than
    /// <paramref name="dayLimit"/>: then null. A null limit only records. What is set aside counts in every day until it is committed,
    /// released, or past <paramref name="validUntil"/>.
    /// </summary>
    ValueTask<SpendReservation?> TryReserveAsync(
        UInt256 amount, UInt256? dayLimit, DateTimeOffset validUntil, CancellationToken cancellationToken = default);

    /// <summary>
    /// The payment was made: it counts for the present UTC day. Committing twice counts once; committing after its validity counts too.
    /// </summary>
    ValueTask CommitAsync(SpendReservation reservation, CancellationToken cancellationToken = default);

    /// <summary>The payment never left this process, or is proved unused: it no longer counts.</summary>
    ValueTask ReleaseAsync(SpendReservation reservation, CancellationToken cancellationToken = default);
}
