using X402.Schemes;

namespace X402.AspNetCore;

/// <summary>Turns prices into offers, by our own tables of assets, receivers and schemes.</summary>
internal sealed class OfferBook(X402Options options, IReadOnlyList<IPaymentScheme> schemes)
{
    /// <summary>The offers of a price on every network where we take money.</summary>
    /// <exception cref="X402ConfigurationException">The price cannot be offered.</exception>
    public IReadOnlyList<Offer> Create(Price price, TimeSpan timeout)
    {
        if (options.Receivers.Count == 0)
            throw NoReceiver();
        var offers = new Offer[options.Receivers.Count];
        for (var i = 0; i < offers.Length; i++)
            offers[i] = Create(options.Receivers[i].Network, price, options.Receivers[i].Address, "exact", timeout);
        return offers;
    }

    /// <summary>The offers of terms whose prices are fixed.</summary>
    /// <exception cref="X402ConfigurationException">One of them cannot be offered.</exception>
    public IReadOnlyList<Offer> Create(PaymentTerms terms, TimeSpan timeout)
    {
        if (terms.FixedPrice is { } price)
            return Create(price, timeout);
        if (terms.Accepted.Count == 0)
            throw new X402ConfigurationException("A route requires payment and accepts none: give a price, a function that returns a Price or a ValueTask<Price>, or call Accept(network, price).");
        var offers = new Offer[terms.Accepted.Count];
        for (var i = 0; i < offers.Length; i++)
        {
            var accepted = terms.Accepted[i];
            var payTo = accepted.PayTo ?? options.FindReceiver(accepted.Network)
                ?? throw new X402ConfigurationException($"Nobody is named to be paid on {accepted.Network}: call PayTo(\"{accepted.Network}\", address) in AddX402, or set X402:PayTo:{accepted.Network}.");
            offers[i] = Create(accepted.Network, accepted.Price, payTo, accepted.Scheme, timeout);
        }
        return offers;
    }

    public static X402ConfigurationException NoReceiver() =>
        new("Nobody is named to be paid: say where money goes, AddX402(o => o.PayTo(\"eip155:8453\", \"0x…\")), or X402:PayTo:eip155:8453 in configuration.");

    private Offer Create(ChainId network, Price price, string payTo, string schemeId, TimeSpan timeout)
    {
        var scheme = schemes.FirstOrDefault(scheme => scheme.Scheme == schemeId && scheme.Supports(network))
            ?? throw new X402ConfigurationException($"The scheme '{schemeId}' is not known on {network}: pay on another network, or register an IPaymentScheme.");
        var asset = options.Assets.Resolve(network, price);
        var amount = price.ToAtomic(asset);
        if (amount.IsZero)
            throw new X402ConfigurationException($"A price of 0 {asset.Symbol} on {network} sells nothing: drop RequirePayment, or let requests in with FreeWhen.");
        return new(scheme.CreateRequirements(asset, amount, payTo, timeout), asset, amount, scheme);
    }
}
