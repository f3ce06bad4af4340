using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace X402.Protocol;

/// <summary>The list <c>accepts</c>: an element that is no offer is left out, so that one stranger's scheme does not hide the others.</summary>
internal abstract class OfferListConverter<T> : JsonConverter<IReadOnlyList<T>>
    where T : class
{
    protected abstract JsonTypeInfo<T> Offer { get; }

    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("'accepts' is a list.");
        var offers = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (TryRead(JsonSerializer.Deserialize(ref reader, X402Json.Wire.JsonElement), out var offer))
                offers.Add(offer);
        }
        return offers;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var offer in value)
            JsonSerializer.Serialize(writer, offer, Offer);
        writer.WriteEndArray();
    }

    protected abstract bool TryRead(JsonElement element, [NotNullWhen(true)] out T? offer);
}
