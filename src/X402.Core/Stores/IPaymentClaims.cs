using X402.Protocol;
using X402.Schemes;

namespace X402.Stores;

/// <summary>
/// Which payments are taken. A claim is made before the handler runs, so that fifty copies of one payment run it once; it is given back
/// when nothing was charged, and kept for good when the payment settled or its outcome is unknown.
/// </summary>
public interface IPaymentClaims
{
    /// <summary>Takes the payment atomically, or says who has it.</summary>
    ValueTask<ClaimResult> ClaimAsync(PaymentClaim claim, CancellationToken cancellationToken = default);

    /// <summary>What is known of a payment, without taking it; null when it was never claimed.</summary>
    ValueTask<ClaimResult?> FindAsync(PaymentClaim claim, CancellationToken cancellationToken = default);

    /// <summary>Gives a claim back: nothing was charged.</summary>
    ValueTask ReleaseAsync(PaymentKey key, CancellationToken cancellationToken = default);

    /// <summary>Ends a claim with its outcome: settled, or pending when it is unknown.</summary>
    ValueTask CompleteAsync(PaymentKey key, SettleResponse outcome, CancellationToken cancellationToken = default);
}
