using System.Text.Json;

namespace X402.Protocol;

/// <summary>
/// Whether the extensions that a client sends back leave ours as we advertised them: of each that it echoes, our <c>info</c> must still be
/// there, member by member; it may add members, and extensions of its own.
/// </summary>
public static class ExtensionEcho
{
    private const int MaxServiceCodes = 10;

    /// <summary>Null when nothing contradicts, else <see cref="ErrorCodes.ExtensionEchoMismatch"/> with the extension as the field.</summary>
    public static PaymentError? Check(JsonElement? advertised, JsonElement? echoed)
    {
        if (echoed is not { } echo || echo.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return null;
        if (echo.ValueKind != JsonValueKind.Object)
            return new(ErrorCodes.ExtensionEchoMismatch, "extensions", "an object", "something else");
        foreach (var extension in advertised is { ValueKind: JsonValueKind.Object } ours ? ours.EnumerateObject() : default)
        {
            if (echo.TryGetProperty(extension.Name, out var echoedExtension)
                && Info(extension.Value) is { } info && !Keeps(extension.Name, info, Info(echoedExtension)))
                return Mismatch(extension.Name);
        }
        return ClaimsOurBuilderCode(advertised, echo) ? Mismatch("builder-code") : null;
    }

    private static PaymentError Mismatch(string extension) =>
        new(ErrorCodes.ExtensionEchoMismatch, $"extensions.{extension}", "the advertised info", "something else");

    private static JsonElement? Info(JsonElement? extension) =>
        extension is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("info", out var info) && info.ValueKind != JsonValueKind.Null
            ? info
            : null;

    private static bool Keeps(string extension, JsonElement info, JsonElement? echoed)
    {
        if (info.ValueKind != JsonValueKind.Object)
            return echoed is { } other && Contains(info, other);
        foreach (var member in info.EnumerateObject())
        {
            if (IsVolatile(extension, member.Name))
                continue;
            if (echoed is not { ValueKind: JsonValueKind.Object } theirs || !theirs.TryGetProperty(member.Name, out var value))
                return false;
            var kept = extension == "builder-code" && member.NameEquals("s"u8) ? Extends(member.Value, value) : Contains(member.Value, value);
            if (!kept)
                return false;
        }
        return true;
    }

    private static bool Contains(JsonElement ours, JsonElement theirs)
    {
        if (ours.ValueKind != JsonValueKind.Object)
            return JsonElement.DeepEquals(ours, theirs);
        if (theirs.ValueKind != JsonValueKind.Object)
            return false;
        foreach (var member in ours.EnumerateObject())
        {
            if (!theirs.TryGetProperty(member.Name, out var value) || !Contains(member.Value, value))
                return false;
        }
        return true;
    }

    private static bool Extends(JsonElement ours, JsonElement theirs)
    {
        if (ours.ValueKind != JsonValueKind.Array || theirs.ValueKind != JsonValueKind.Array || theirs.GetArrayLength() > MaxServiceCodes)
            return false;
        foreach (var code in ours.EnumerateArray())
        {
            if (!theirs.EnumerateArray().Any(other => JsonElement.DeepEquals(code, other)))
                return false;
        }
        return true;
    }

    // The code "a" earns for the server's app: a client may repeat it, never claim it where the server did not.
    private static bool ClaimsOurBuilderCode(JsonElement? advertised, JsonElement echo) =>
        echo.TryGetProperty("builder-code", out var echoed) && Info(echoed) is { ValueKind: JsonValueKind.Object } theirs
        && theirs.TryGetProperty("a", out _)
        && !(advertised is { ValueKind: JsonValueKind.Object } ours && ours.TryGetProperty("builder-code", out var own)
            && Info(own) is { ValueKind: JsonValueKind.Object } info && info.TryGetProperty("a", out _));

    // Made anew for every quote.
    private static bool IsVolatile(string extension, string member) => extension switch
    {
        "offer-receipt" => member == "offers",
        "sign-in-with-x" => member is "nonce" or "issuedAt" or "expirationTime",
        _ => false,
    };
}
