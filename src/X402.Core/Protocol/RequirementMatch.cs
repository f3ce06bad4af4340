using System.Runtime.InteropServices;
using System.Text.Json;

namespace X402.Protocol;

/// <summary>
/// Whether a client pays one of our offers. Both are compared as JSON: every member must be equal and none may be added, except in
/// <c>extra</c>, where clients may add. Texts are compared strictly, numbers by value, order never counts, a null counts as absent.
/// </summary>
public static class RequirementMatch
{
    /// <summary>Whether <paramref name="accepted"/>, which a client sent, is the offer <paramref name="offered"/>, which we made.</summary>
    public static bool Matches(PaymentRequirements offered, PaymentRequirements accepted)
    {
        ArgumentNullException.ThrowIfNull(offered);
        ArgumentNullException.ThrowIfNull(accepted);
        var ours = offered.ToJson();
        var theirs = accepted.ToJson();
        if (JsonMarshal.GetRawUtf8Value(ours).SequenceEqual(JsonMarshal.GetRawUtf8Value(theirs)))
            return true; // What nearly every client sends.
        foreach (var member in ours.EnumerateObject())
        {
            if (member.NameEquals("extra"u8) ? !MatchesExtra(member.Value, theirs) : !Same(member, theirs))
                return false;
        }
        foreach (var member in theirs.EnumerateObject())
        {
            if (!member.NameEquals("extra"u8) && !Same(member, ours))
                return false;
        }
        return true;
    }

    private static bool MatchesExtra(JsonElement extra, JsonElement theirs)
    {
        if (extra.ValueKind != JsonValueKind.Object)
            return true;
        JsonElement? given = theirs.TryGetProperty("extra", out var found) && found.ValueKind == JsonValueKind.Object ? found : null;
        foreach (var member in extra.EnumerateObject())
        {
            if (!IsVolatile(member) && !(given is { } other ? Same(member, other) : member.Value.ValueKind == JsonValueKind.Null))
                return false;
        }
        return true;
    }

    private static bool Same(JsonProperty member, JsonElement other) =>
        other.TryGetProperty(member.Name, out var value)
            ? JsonElement.DeepEquals(member.Value, value)
            : member.Value.ValueKind == JsonValueKind.Null;

    // Solana offers carry the chain's state at the moment of the quote, which has moved on when the payment comes.
    private static bool IsVolatile(JsonProperty member) =>
        member.NameEquals("recentBlockhash"u8) || member.NameEquals("lastValidBlockHeight"u8) || member.NameEquals("recentSlot"u8);
}
