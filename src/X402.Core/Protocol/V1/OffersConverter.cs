using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace X402.Protocol.V1;

internal sealed class OffersConverter : OfferListConverter<PaymentRequirements>
{
    protected override JsonTypeInfo<PaymentRequirements> Offer => X402Json.Wire.V1PaymentRequirements;

    protected override bool TryRead(JsonElement element, [NotNullWhen(true)] out PaymentRequirements? offer)
    {
        try
        {
            offer = element.Deserialize(Offer);
        }
        catch (JsonException)
        {
            offer = null; // Not an offer that we understand.
        }
        return offer is not null;
    }
}
