using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace X402.Protocol;

/// <summary>What System.Text.Json leaves open about JSON from strangers: text that fails only when it is looked at, and names that come twice.</summary>
internal static class UntrustedJson
{
    private const int MaxPathLength = 64;

    private static readonly SearchValues<char> PathCharacters =
        SearchValues.Create("$.[]_-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Whether every string can be read later without an exception: UTF-8, and no escape of half a surrogate pair.</summary>
    public static bool IsText(ReadOnlySpan<byte> utf8, [NotNullWhen(false)] out string? reason)
    {
        reason = !Utf8.IsValid(utf8) ? "not UTF-8" : utf8.IndexOf("\\u"u8) >= 0 && HoldsHalfCharacters(utf8) ? "half of a surrogate pair" : null;
        return reason is null;
    }

    /// <summary>The same JSON with the last of each name in every object; null when no name comes twice, or it is not JSON.</summary>
    public static byte[]? LastOfEachName(ReadOnlySpan<byte> utf8)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(utf8, new JsonDocumentOptions { MaxDepth = X402Json.MaxDepth });
        }
        catch (JsonException)
        {
            return null;
        }
        var buffer = new ArrayBufferWriter<byte>(utf8.Length);
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        var dropped = false;
        Write(root, writer, ref dropped);
        writer.Flush();
        return dropped ? buffer.WrittenSpan.ToArray() : null;
    }

    /// <summary>Where the reader stopped. Only names that look like ours are repeated, since the rest is the sender's text.</summary>
    public static string Describe(JsonException refused) =>
        refused.Path is { Length: > 1 and <= MaxPathLength } path && !path.AsSpan().ContainsAnyExcept(PathCharacters)
            ? $"malformed, missing or of the wrong type at {path}"
            : "not JSON of the right shape";

    private static void Write(JsonElement element, Utf8JsonWriter writer, ref bool dropped)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
                foreach (var member in element.EnumerateObject())
                {
                    dropped |= members.ContainsKey(member.Name);
                    members[member.Name] = member.Value;
                }
                writer.WriteStartObject();
                foreach (var (name, value) in members)
                {
                    writer.WritePropertyName(name);
                    Write(value, writer, ref dropped);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(item, writer, ref dropped);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(element), skipInputValidation: true);
                break;
        }
    }

    private static bool HoldsHalfCharacters(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = X402Json.MaxDepth });
        try
        {
            while (reader.Read())
                if (reader.ValueIsEscaped)
                    reader.GetString();
            return false;
        }
        catch (JsonException)
        {
            return false; // The deserializer will say so better.
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
