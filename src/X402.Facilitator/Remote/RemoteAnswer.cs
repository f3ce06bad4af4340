using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace X402.Facilitator;

/// <summary>What came back, with its body read up to the cap.</summary>
internal readonly record struct RemoteAnswer(HttpStatusCode Status, byte[] Body, TimeSpan? RetryAfter)
{
    private const int MaxExcerpt = 200;

    /// <summary>
    /// Reads the body before the status, since some facilitators answer a refusal with 400: a JSON object with the boolean
    /// <paramref name="marker"/> is an answer, whatever the status.
    /// </summary>
    /// <exception cref="FacilitatorUnavailableException">It is not.</exception>
    public T Read<T>(string operation, string? marker, JsonTypeInfo<T> type) where T : class
    {
        var good = (int)Status is >= 200 and < 300;
        var parsed = StrictJson.TryParse(Body, out var element);
        var answers = parsed && element.ValueKind == JsonValueKind.Object
            && (marker is null ? good : element.TryGetProperty(marker, out var flag) && flag.ValueKind is JsonValueKind.True or JsonValueKind.False);
        if (answers && TryDeserialize(element, type) is { } value)
            return value;
        throw new FacilitatorUnavailableException(
            !good ? $"Facilitator {operation} answered {(int)Status}: {Excerpt()}"
            : parsed ? $"Facilitator {operation} returned an answer of another shape: {Excerpt()}"
            : $"Facilitator {operation} returned invalid JSON: {Excerpt()}");
    }

    private static T? TryDeserialize<T>(JsonElement element, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return element.Deserialize(type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>At most 200 characters on one line.</summary>
    private string Excerpt()
    {
        var text = new StringBuilder(MaxExcerpt);
        foreach (var c in Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 8 * MaxExcerpt))))
        {
            if (text.Length == MaxExcerpt)
                break;
            if (!char.IsWhiteSpace(c) && !char.IsControl(c))
                text.Append(c);
            else if (text.Length > 0 && text[^1] != ' ')
                text.Append(' ');
        }
        var excerpt = text.ToString().TrimEnd();
        return excerpt.Length == 0 ? "<empty response>" : excerpt;
    }
}
