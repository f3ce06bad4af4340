using System.Text.Json;
using System.Text.Unicode;

namespace X402.Facilitator;

/// <summary>
/// JSON of the other side: at most 32 levels, and texts that are Unicode. Without the second check a lone surrogate, well-formed JSON,
/// throws when a text is read later.
/// </summary>
internal static class StrictJson
{
    private const int MaxDepth = 32;

    public static bool TryParse(byte[] body, out JsonElement element)
    {
        element = default;
        try
        {
            if (!Utf8.IsValid(body) || !HasUnicodeTexts(body))
                return false;
            element = JsonElement.Parse(body, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool HasUnicodeTexts(byte[] body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped)
                    reader.GetString();
            }
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
