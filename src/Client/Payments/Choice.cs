using X402.Protocol;
using X402.Schemes;

namespace X402.Client;

/// <summary>An offer that the policy allows, with who pays it and what it costs.</summary>
/// <param name="Offer">The server's offer.</param>
/// <param name="Requirements">The offer in v2's words.</param>
/// <param name="Signer">Who pays.</param>
/// <param name="Asset">The token of our table.</param>
/// <param name="Amount">Atomic units.</param>
/// <param name="Cost">Dollars × 10^18.</param>
internal sealed record Choice(
    Offer Offer, PaymentRequirements Requirements, IPaymentSigner Signer, Asset Asset, UInt256 Amount, UInt256 Cost)
{
    public string Describe() => $"{Dollars.Format(Cost)} {Asset.Symbol} on {Asset.Network}";
}
