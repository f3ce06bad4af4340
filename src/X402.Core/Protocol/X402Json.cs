using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using X402.Schemes.ExactEvm;

namespace X402.Protocol;

/// <summary>
/// The JSON of x402: camel case, nulls read as absent and never written, unknown members kept, at most 32 levels deep, no name twice in an
/// object.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PaymentRequired))]
[JsonSerializable(typeof(PaymentRequirements))]
[JsonSerializable(typeof(PaymentPayload))]
[JsonSerializable(typeof(ResourceInfo))]
[JsonSerializable(typeof(VerifyResponse))]
[JsonSerializable(typeof(SettleResponse))]
[JsonSerializable(typeof(SupportedResponse))]
[JsonSerializable(typeof(V1.PaymentRequired), TypeInfoPropertyName = "V1PaymentRequired")]
[JsonSerializable(typeof(V1.PaymentRequirements), TypeInfoPropertyName = "V1PaymentRequirements")]
[JsonSerializable(typeof(IReadOnlyList<V1.PaymentRequirements>), TypeInfoPropertyName = "V1PaymentRequirementsList")]
[JsonSerializable(typeof(Payload), TypeInfoPropertyName = "ExactEvmPayload")]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(JsonElement))]
public sealed partial class X402Json : JsonSerializerContext
{
    /// <summary>Deepest nesting that is read.</summary>
    public const int MaxDepth = 32;

    /// <summary>
    /// The context to use: with relaxed escaping, since the default one turns <c>+</c> and every non-ASCII character into six and headers
    /// are short of room. Encode for HTML on its own where this lands in a page.
    /// </summary>
    public static X402Json Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxDepth,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
    });

    /// <summary>
    /// Reads JSON that a stranger sent, from its first byte to its last. False, with a reason for people that quotes none of the values, when
    /// it is not JSON, is not UTF-8, holds half of a surrogate pair, is too deep or has another shape; never throws. Of members with one name
    /// the last counts, as in JavaScript, and the earlier ones are gone from everything that was read. The caller caps the size.
    /// </summary>
    public static bool TryRead<T>(
        ReadOnlySpan<byte> utf8Json, JsonTypeInfo<T> typeInfo, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out string? reason)
        where T : class
    {
        value = null;
        if (!UntrustedJson.IsText(utf8Json, out reason))
            return false;
        try
        {
            value = JsonSerializer.Deserialize(utf8Json, typeInfo);
        }
        catch (JsonException refused)
        {
            if (UntrustedJson.LastOfEachName(utf8Json) is { } rewritten)
                return TryRead(rewritten, typeInfo, out value, out reason);
            reason = UntrustedJson.Describe(refused);
            return false;
        }
        reason = value is null ? "the JSON is null" : null;
        return value is not null;
    }
}
