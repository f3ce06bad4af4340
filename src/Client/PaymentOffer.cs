using X402.Protocol;

namespace X402;

/// <summary>A payment that the policy allows and that is about to be signed.</summary>
/// <param name="Url">What is bought.</param>
/// <param name="Requirements">The server's offer, in v2's words.</param>
/// <param name="Asset">The token, from our own table.</param>
/// <param name="Amount">Atomic units of <paramref name="Asset"/>.</param>
public sealed record PaymentOffer(Uri Url, PaymentRequirements Requirements, Asset Asset, UInt256 Amount);
