using X402.Evm;
using X402.Protocol;
using X402.Schemes;

namespace X402.Client;

/// <summary>Whether an offer may be paid: by a signer of ours, in a token of our table, on its own terms, within the policy.</summary>
internal sealed class OfferCheck(IReadOnlyList<IPaymentSigner> signers, SpendPolicy policy, AssetTable assets)
{
    /// <summary>The first reason against the offer of this number (from 1); null when <paramref name="choice"/> may be paid.</summary>
    public PaymentError? Check(Offer offer, int number, out Choice? choice)
    {
        choice = null;
        if (offer.Requirements is not { } requirements)
            return Error(number, ClientErrorCodes.NetworkNotAllowed, "network", $"network '{Text.Excerpt(offer.V1?.Network)}' is unknown");
        if (!ChainId.TryParse(requirements.Network, out var chain))
        {
            var network = Text.Excerpt(requirements.Network);
            return Error(number, ClientErrorCodes.MalformedOffer, "network", $"network '{network}' is not a CAIP-2 id");
        }
        if (!policy.AllowsNetwork(chain))
            return Error(number, ClientErrorCodes.NetworkNotAllowed, "network", $"network {chain} is not in AllowNetworks");
        if (Find(chain, requirements.Asset) is not { } asset)
        {
            var token = Text.Excerpt(requirements.Asset);
            return Error(number, ClientErrorCodes.UnknownAsset, "asset", $"asset {token} on {chain} is not in the client's table");
        }
        if (!policy.AllowsAsset(asset, assets))
            return Error(number, ClientErrorCodes.AssetNotAllowed, "asset", $"{asset.Symbol} on {chain} is not in AllowAssets");
        if (CheckTerms(requirements, asset, number) is { } refused)
            return refused;
        if (signers.FirstOrDefault(candidate => candidate.CanSign(requirements)) is not { } signer)
        {
            var scheme = Text.Excerpt(requirements.Scheme);
            return Error(number, ClientErrorCodes.NoSigner, "scheme", $"no signer of this client pays scheme '{scheme}' on {chain}");
        }
        return CheckAmount(offer, requirements, signer, asset, number, out choice);
    }

    /// <summary>What this offer costs beyond what is left of the day.</summary>
    public PaymentError OverDayLimit(Choice choice, int number) => Error(
        number, ClientErrorCodes.OverDayLimit, "amount",
        $"{choice.Describe()} is over what is left of the day's limit of {Dollars.Format(policy.DayLimit ?? default)}");

    /// <summary>A reason against the offer of this number (from 1).</summary>
    public static PaymentError Error(int number, string code, string member, string text) =>
        new(code, $"accepts[{number - 1}].{member}", Detail: $"offer {number}: {text}");

    private PaymentError? CheckAmount(
        Offer offer, PaymentRequirements requirements, IPaymentSigner signer, Asset asset, int number, out Choice? choice)
    {
        choice = null;
        if (!UInt256.TryParse(requirements.Amount, out var amount))
        {
            var text = $"amount '{Text.Excerpt(requirements.Amount)}' is not a number of atomic units below 2^256";
            return Error(number, ClientErrorCodes.MalformedOffer, "amount", text);
        }
        if (!Dollars.TryFromAtomic(amount, asset.Decimals, out var cost) || cost > policy.RequestLimit)
        {
            var asked = cost.IsZero ? $"{amount} atomic units of {asset.Symbol}" : $"{Dollars.Format(cost)} {asset.Symbol}";
            var text = $"{asked} on {asset.Network} is over the per-request limit of {Dollars.Format(policy.RequestLimit)}";
            return Error(number, ClientErrorCodes.OverRequestLimit, "amount", text);
        }
        choice = new(offer, requirements, signer, asset, amount, cost);
        return null;
    }

    private static PaymentError? CheckTerms(PaymentRequirements requirements, Asset asset, int number)
    {
        var token = $"{asset.Symbol} on {asset.Network}";
        if (asset.Network.IsEvm && !Address.TryParse(requirements.PayTo, out _))
        {
            var payTo = Text.Excerpt(requirements.PayTo);
            return Error(number, ClientErrorCodes.MalformedOffer, "payTo", $"payTo '{payTo}' is not an address");
        }
        // Our table's domain is what is signed; a server that states another would only refuse the payment.
        if (Differs(requirements, "name", asset.Eip712Name) is { } name)
            return Error(number, ErrorCodes.ExactEvmTokenNameMismatch, "extra.name", $"extra.name is '{name}', {token} is '{asset.Eip712Name}'");
        if (Differs(requirements, "version", asset.Eip712Version) is { } version)
        {
            var text = $"extra.version is '{version}', {token} has '{asset.Eip712Version}'";
            return Error(number, ErrorCodes.ExactEvmTokenVersionMismatch, "extra.version", text);
        }
        var method = requirements.GetExtra("assetTransferMethod") ?? "eip3009";
        if (asset.Network.IsEvm && method != asset.TransferMethod)
        {
            var text = $"transfer method is '{Text.Excerpt(method)}', {token} is moved by {asset.TransferMethod}";
            return Error(number, ClientErrorCodes.NoSigner, "extra.assetTransferMethod", text);
        }
        var flow = requirements.GetExtra("paymentFlow") ?? "authorization";
        return flow == "authorization" ? null : Error(
            number, ClientErrorCodes.UnsupportedPaymentFlow, "extra.paymentFlow", $"payment flow '{Text.Excerpt(flow)}' is not served");
    }

    private static string? Differs(PaymentRequirements requirements, string member, string? ours) =>
        ours is not null && requirements.GetExtra(member) is { } theirs && theirs != ours ? Text.Excerpt(theirs) : null;

    // By address only: a symbol in an offer would let the server mean another contract than we do.
    private Asset? Find(ChainId chain, string address) => chain.IsEvm && !Address.TryParse(address, out _) ? null : assets.Find(chain, address);
}
