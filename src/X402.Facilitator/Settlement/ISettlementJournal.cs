using X402.Protocol;
using X402.Schemes;

namespace X402.Facilitator;

/// <summary>
/// What a facilitator remembers of its settlements: written before a transaction is broadcast, so that the same payment is broadcast once
/// and its outcome can be asked for later.
/// </summary>
public interface ISettlementJournal
{
    /// <summary>The settlement of a payment; null when there is none.</summary>
    ValueTask<SettlementRecord?> FindAsync(PaymentKey key, CancellationToken cancellationToken = default);

    /// <summary>Adds atomically; false when the payment has a settlement already. Durable when it returns, as far as the journal is at all.</summary>
    ValueTask<bool> TryAddAsync(SettlementRecord settlement, CancellationToken cancellationToken = default);

    /// <summary>Ends a settlement.</summary>
    ValueTask CompleteAsync(PaymentKey key, SettleResponse outcome, CancellationToken cancellationToken = default);

    /// <summary>Forgets a settlement that moved nothing and never will: its transaction was refused, or reverted.</summary>
    ValueTask RemoveAsync(PaymentKey key, CancellationToken cancellationToken = default);
}
