namespace X402;

/// <summary>A part of the budget that is set aside for one payment.</summary>
/// <param name="Id">What the ledger knows it by.</param>
/// <param name="Amount">Dollars × 10^18.</param>
/// <param name="ValidUntil">After this the payment can no longer settle.</param>
public sealed record SpendReservation(string Id, UInt256 Amount, DateTimeOffset ValidUntil);
