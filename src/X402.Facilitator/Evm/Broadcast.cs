namespace X402.Facilitator;

/// <summary>How a broadcast went.</summary>
/// <param name="Transaction">What was sent; null when nothing was.</param>
/// <param name="Accepted">False when the node's answer was lost: it may have the transaction or not.</param>
/// <param name="Refusal">Why nothing was sent.</param>
/// <param name="Joined">Nothing was sent, since the journal has a settlement of this payment already.</param>
internal readonly record struct Broadcast(SignedTransaction? Transaction, bool Accepted, PaymentError? Refusal, bool Joined);
