using X402.Protocol;
using X402.Schemes;

namespace X402.AspNetCore;

/// <summary>A way to pay as it goes on the wire, with what we know of it from our own tables.</summary>
internal sealed record Offer(PaymentRequirements Requirements, Asset Asset, UInt256 Amount, IPaymentScheme Scheme);
