using System.Text.Json;
using System.Text.Json.Serialization;

namespace X402.Protocol;

/// <summary>The list <c>accepts</c>: an element that is no offer is left out, so that one stranger's scheme does not hide the others.</summary>
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
            if (PaymentRequirementsConverter.TryRead(element, out var offer))
                offers.Add(offer);
        }
        return offers;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<PaymentRequirements> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var offer in value)
            JsonSerializer.Serialize(writer, offer, X402Json.Wire.PaymentRequirements);
        writer.WriteEndArray();
    }
}
