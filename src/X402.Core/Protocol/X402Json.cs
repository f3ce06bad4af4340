using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using X402.Schemes.ExactEvm;

namespace X402.Protocol;

/// <summary>
/// The JSON of x402: camel case, nulls read as absent and never written, unknown members kept, at most 32 levels deep.
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
    /// <summary>
    /// The context to use: with relaxed escaping, since the default one turns <c>+</c> and every non-ASCII character into six and headers
    /// are short of room. Encode for HTML on its own where this lands in a page.
    /// </summary>
    public static X402Json Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 32,
    });
}
