using System.Text.Json;
using System.Text.Json.Serialization;

namespace X402.Protocol.V1;

/// <summary>v1's list <c>accepts</c>, read as forgivingly as v2's: an element that is no offer is left out.</summary>
internal sealed class OffersConverter : JsonConverter<IReadOnlyList<PaymentRequirements>>
{
    public override IReadOnlyList<PaymentRequirements> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("'accepts' is a list.");
        var offers = new List<PaymentRequirements>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var element = JsonSerializer.Deserialize(ref reader, X402Json.Wire.JsonElement);
            try
            {
                if (element.Deserialize(X402Json.Wire.V1PaymentRequirements) is { } offer)
                    offers.Add(offer);
            }
            catch (JsonException)
            {
                continue; // Not an offer that we understand.
            }
        }
        return offers;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<PaymentRequirements> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var offer in value)
            JsonSerializer.Serialize(writer, offer, X402Json.Wire.V1PaymentRequirements);
        writer.WriteEndArray();
    }
}
