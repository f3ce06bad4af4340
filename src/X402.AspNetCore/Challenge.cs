using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using X402.Protocol;
using X402.Schemes.ExactEvm;

namespace X402.AspNetCore;

/// <summary>A refusal as it goes on the wire: the header for v2, the body for v1 and for people.</summary>
internal sealed class Challenge
{
    private const string V1FirstContact = "X-PAYMENT header is required";

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Challenge(StringValues header, byte[] body) => (Header, Body) = (header, body);

    /// <summary>PAYMENT-REQUIRED; empty when nothing is quoted.</summary>
    public StringValues Header { get; }

    public byte[] Body { get; }

    public static Challenge Of(Quote quote, PaymentError error) => new(
        PaymentHeaderCodec.Encode(new PaymentRequired
        {
            Error = error.Code, Resource = quote.Resource, Accepts = quote.Requirements, Extensions = quote.Extensions,
        }),
        WriteBody(error, quote.V1Requirements));

    /// <summary>An answer that quotes no price.</summary>
    public static Challenge Of(PaymentError error) => new(StringValues.Empty, WriteBody(error, []));

    /// <summary>Makes one for nobody: the first takes long, since all of its JSON is compiled.</summary>
    public static void Rehearse()
    {
        var asset = AssetTable.Default.GetDefault(ChainId.Evm(8453))!;
        var scheme = new ExactEvmScheme();
        var requirements = scheme.CreateRequirements(asset, 1UL, asset.Address, TimeSpan.FromSeconds(1));
        _ = new Quote(new() { Url = "" }, [new(requirements, asset, 1UL, scheme)], extensions: null, servesV1: _ => true).FirstContact;
    }

    private static byte[] WriteBody(PaymentError error, IReadOnlyList<Protocol.V1.PaymentRequirements> v1)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer, Relaxed);
        json.WriteStartObject();
        if (v1.Count > 0)
            json.WriteNumber("x402Version", 1);
        json.WriteString("error", v1.Count > 0 && error.Code == ErrorCodes.PaymentRequired ? V1FirstContact : error.Code);
        if (error.Message is { } message)
            json.WriteString("errorMessage", message);
        if (v1.Count > 0)
        {
            json.WritePropertyName("accepts");
            JsonSerializer.Serialize(json, v1, X402Json.Wire.V1PaymentRequirementsList);
        }
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
