using System.Text.Json;
using X402.Protocol;

namespace X402.AspNetCore;

/// <summary>What one resource costs now. Immutable, so that routes with a fixed price keep it.</summary>
internal sealed class Quote(ResourceInfo resource, IReadOnlyList<Offer> offers, JsonElement? extensions, Func<Offer, bool> servesV1)
{
    private static readonly PaymentError FirstContactError = new(ErrorCodes.PaymentRequired);

    private Challenge? _firstContact;
    private IReadOnlyList<Protocol.V1.PaymentRequirements>? _v1;

    public ResourceInfo Resource { get; } = resource;

    public IReadOnlyList<Offer> Offers { get; } = offers;

    public JsonElement? Extensions { get; } = extensions;

    public IReadOnlyList<PaymentRequirements> Requirements { get; } = [.. offers.Select(offer => offer.Requirements)];

    /// <summary>
    /// The offers in v1's words, where v1 is spoken and knows the network. Only the first of a scheme and network: its payments name no more.
    /// </summary>
    public IReadOnlyList<Protocol.V1.PaymentRequirements> V1Requirements =>
        _v1 ??= [.. Offers.Where(servesV1).Select(offer => Protocol.V1.PaymentRequirements.FromV2(offer.Requirements, Resource))
            .OfType<Protocol.V1.PaymentRequirements>().DistinctBy(offer => $"{offer.Scheme} {offer.Network}")];

    public Challenge FirstContact => _firstContact ??= Challenge.Of(this, FirstContactError);

    public bool ServesV1(Offer offer) => servesV1(offer);
}
