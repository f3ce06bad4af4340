using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace X402.Protocol;

internal sealed class OffersConverter : OfferListConverter<PaymentRequirements>
{
    protected override JsonTypeInfo<PaymentRequirements> Offer => X402Json.Wire.PaymentRequirements;

    protected override bool TryRead(JsonElement element, [NotNullWhen(true)] out PaymentRequirements? offer) =>
        PaymentRequirementsConverter.TryRead(element, out offer);
}
