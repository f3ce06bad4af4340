using X402.Schemes;

namespace X402.Stores;

/// <summary>A payment and what it is bound to: the same payment for something else is refused.</summary>
/// <param name="Identity">The payment.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Resource">URL of what is bought.</param>
/// <param name="Amount">Atomic units.</param>
public sealed record PaymentClaim(PaymentIdentity Identity, string Method, string Resource, UInt256 Amount);
