using X402.Evm;
using X402.Protocol;
using X402.Schemes;

namespace X402.Client;

/// <summary>Whether an offer may be paid: by a signer of ours, in a token of our table, on its own terms, within the policy.</summary>
internal sealed class OfferCheck(IReadOnlyList<IPaymentSigner> signers, SpendPolicy policy, AssetTable assets)
{
    /// <summary>The first reason against the offer numbered <paramref name="number"/> (from 1); null when <paramref name="choice"/> may be paid.</summary>
    public PaymentError? Check(Offer offer, int number, out Choice? choice)
    {
        choice = null;
        if (offer.Requirements is not { } requirements)
            return Error(number, ClientErrorCodes.NetworkNotAllowed, "network", $"network '{Text.Excerpt(offer.V1?.Network)}' is unknown");
        if (!ChainId.TryParse(requirements.Network, out var chain))
            return Error(number, ClientErrorCodes.MalformedOffer, "network", $"network '{Text.Excerpt(requirements.Network)}' is not a CAIP-2 id");
        if (!policy.AllowsNetwork(chain))
            return Error(number, ClientErrorCodes.NetworkNotAllowed, "network", $"network {chain} is not in AllowNetworks");
        if (Find(chain, requirements.Asset) is not { } asset)
            return Error(number, ClientErrorCodes.UnknownAsset, "asset", $"asset {Text.Excerpt(requirements.Asset)} on {chain} is not in the client's table");
        if (!policy.AllowsAsset(asset, assets))
            return Error(number, ClientErrorCodes.AssetNotAllowed, "asset", $"{asset.Symbol} on {chain} is not in AllowAssets");
        if (CheckTerms(requirements, asset, number) is { } refused)
            return refused;
        if (signers.FirstOrDefault(candidate => candidate.CanSign(requirements)) is not { } signer)
            return Error(number, ClientErrorCodes.NoSigner, "scheme", $"no signer of this client pays scheme '{Text.Excerpt(requirements.Scheme)}' on {chain}");
        if (!UInt256.TryParse(requirements.Amount, out var amount))
            return Error(number, ClientErrorCodes.MalformedOffer, "amount", $"amount '{Text.Excerpt(requirements.Amount)}' is not a number of atomic units below 2^256");
        if (!Dollars.TryFromAtomic(amount, asset.Decimals, out var cost))
            return Error(number, ClientErrorCodes.OverRequestLimit, "amount", $"{amount} atomic units of {asset.Symbol} on {chain} are over the per-request limit of {Dollars.Format(policy.RequestLimit)}");
        choice = new(offer, requirements, signer, asset, amount, cost);
        if (cost <= policy.RequestLimit)
            return null;
        var over = $"{choice.Describe()} is over the per-request limit of {Dollars.Format(policy.RequestLimit)}";
        choice = null;
        return Error(number, ClientErrorCodes.OverRequestLimit, "amount", over);
    }

    /// <summary>What this offer costs beyond what is left of the day.</summary>
    public PaymentError OverDayLimit(Choice choice, int number) => Error(
        number, ClientErrorCodes.OverDayLimit, "amount",
        $"{choice.Describe()} is over what is left of the day's limit of {Dollars.Format(policy.DayLimit ?? default)}");

    private static PaymentError? CheckTerms(PaymentRequirements requirements, Asset asset, int number)
    {
        if (asset.Network.IsEvm && !Address.TryParse(requirements.PayTo, out _))
            return Error(number, ClientErrorCodes.MalformedOffer, "payTo", $"payTo '{Text.Excerpt(requirements.PayTo)}' is not an address");
        // Our table's domain is what is signed; a server that states another would only refuse the payment.
        if (requirements.GetExtra("name") is { } name && asset.Eip712Name is { } ours && !string.Equals(name, ours, StringComparison.Ordinal))
            return Error(number, ErrorCodes.ExactEvmTokenNameMismatch, "extra.name", $"extra.name is '{Text.Excerpt(name)}', {asset.Symbol} on {asset.Network} is '{ours}'");
        if (requirements.GetExtra("version") is { } version && asset.Eip712Version is { } our && !string.Equals(version, our, StringComparison.Ordinal))
            return Error(number, ErrorCodes.ExactEvmTokenVersionMismatch, "extra.version", $"extra.version is '{Text.Excerpt(version)}', {asset.Symbol} on {asset.Network} has '{our}'");
        if (asset.Network.IsEvm && (requirements.GetExtra("assetTransferMethod") ?? "eip3009") is var method && method != asset.TransferMethod)
            return Error(number, ClientErrorCodes.NoSigner, "extra.assetTransferMethod", $"transfer method is '{Text.Excerpt(method)}', {asset.Symbol} on {asset.Network} is moved by {asset.TransferMethod}");
        return requirements.GetExtra("paymentFlow") is not (null or "authorization") and { } flow
            ? Error(number, ClientErrorCodes.UnsupportedPaymentFlow, "extra.paymentFlow", $"payment flow '{Text.Excerpt(flow)}' is not served")
            : null;
    }

    // By address only: a symbol in an offer would let the server mean another contract than we do.
    private Asset? Find(ChainId chain, string? address) =>
        address is null || (chain.IsEvm && !Address.TryParse(address, out _)) ? null : assets.Find(chain, address);

    private static PaymentError Error(int number, string code, string member, string text) =>
        new(code, $"accepts[{number - 1}].{member}", Detail: $"offer {number}: {text}");
}
