using System.Text.Json;
using X402.Protocol;

namespace X402.Client;

/// <summary>One way to pay, in v2's words; <see cref="V1"/> is the original of a v1 offer. Null requirements: it cannot be read.</summary>
internal sealed record Offer(PaymentRequirements? Requirements, Protocol.V1.PaymentRequirements? V1 = null);

/// <summary>What a 402 asks for.</summary>
internal sealed record Challenge(int Version, IReadOnlyList<Offer> Offers, PaymentRequired? V2 = null)
{
    private const int MaxBodyBytes = 256 * 1024;

    /// <summary>
    /// Reads a 402: the header decides (v2), else a JSON body of x402Version 1. The body stays readable for the caller. Neither result: it is a 402 of
    /// something else.
    /// </summary>
    public static async Task<(Challenge? Challenge, PaymentError? Error)> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Headers.NonValidated.TryGetValues(PaymentHeaders.PaymentRequired, out var values))
        {
            if (values.Count != 1)
                return (null, Unreadable($"{PaymentHeaders.PaymentRequired} came {values.Count} times"));
            return PaymentHeaderCodec.TryDecodePaymentRequired(values.ToString(), out var required, out var error)
                ? FromHeader(required!)
                : (null, Unreadable($"{PaymentHeaders.PaymentRequired} cannot be read: {error}"));
        }
        var body = await KeptContent.ReadAsync(response.Content, MaxBodyBytes, cancellationToken).ConfigureAwait(false);
        response.Content = body.Content;
        return body.Bytes is { } bytes ? FromBody(bytes) : (null, null);
    }

    private static (Challenge?, PaymentError?) FromHeader(PaymentRequired required) =>
        required.X402Version != 2
            ? (null, new(ErrorCodes.InvalidX402Version, "x402Version", "2", $"{required.X402Version}"))
            : (new(2, [.. (required.Accepts ?? []).Select(accepted => new Offer(accepted))], required), null);

    private static (Challenge?, PaymentError?) FromBody(byte[] body)
    {
        try
        {
            var root = JsonSerializer.Deserialize(body, X402Json.Wire.JsonElement);
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("x402Version", out var version))
                return (null, null);
            if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != 1)
                return (null, new(ErrorCodes.InvalidX402Version, "x402Version", "1 in a body, or a header", version.ValueKind == JsonValueKind.Number ? Text.Excerpt(version.GetRawText()) : "not a number"));
            var required = root.Deserialize(X402Json.Wire.V1PaymentRequired);
            return (new(1, [.. (required?.Accepts ?? []).Select(FromV1)]), null);
        }
        catch (JsonException)
        {
            return body.AsSpan().IndexOf("x402Version"u8) < 0 ? (null, null) : (null, Unreadable("the body is not a v1 402"));
        }
    }

    private static Offer FromV1(Protocol.V1.PaymentRequirements? offer) =>
        offer is null or { Scheme: null } or { Network: null } or { MaxAmountRequired: null } or { Asset: null } or { PayTo: null }
            ? new(null)
            : new(offer.ToV2(), offer);

    private static PaymentError Unreadable(string detail) => new(ClientErrorCodes.InvalidPaymentRequired, Detail: detail);
}
