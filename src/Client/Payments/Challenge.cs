using X402.Protocol;

namespace X402.Client;

/// <summary>One way to pay, in v2's words, and the original of a v1 offer. Null requirements: its network has no CAIP-2 id.</summary>
internal sealed record Offer(PaymentRequirements? Requirements, Protocol.V1.PaymentRequirements? V1 = null);

/// <summary>What a 402 asks for.</summary>
internal sealed record Challenge(int Version, IReadOnlyList<Offer> Offers, PaymentRequired? V2 = null)
{
    /// <summary>
    /// Reads a 402: the header decides (v2), else a JSON body of x402Version 1. The body stays readable for the caller. Neither result: it
    /// is a 402 of something else.
    /// </summary>
    public static async Task<(Challenge? Challenge, PaymentError? Error)> ReadAsync(
        HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Headers.NonValidated.TryGetValues(PaymentHeaders.PaymentRequired, out var values))
            return FromHeader(values.Count == 1 ? values.ToString() : null);
        try
        {
            var body = await KeptContent.ReadAsync(response.Content, PaymentHeaderCodec.MaxBodyLength, cancellationToken).ConfigureAwait(false);
            response.Content = body.Content;
            return body.Bytes is { } bytes ? FromBody(bytes) : (null, null);
        }
        catch (IOException broken) // what HttpClient itself makes of it when it reads a body
        {
            throw new HttpRequestException("The 402's body could not be read.", broken);
        }
    }

    private static (Challenge?, PaymentError?) FromHeader(string? header)
    {
        if (header is null)
            return (null, Unreadable(ErrorCodes.InvalidPaymentRequiredHeader, $"{PaymentHeaders.PaymentRequired} came more than once"));
        return PaymentHeaderCodec.TryDecodePaymentRequired(header, out var required, out var error)
            ? (new(2, [.. required.Accepts.Select(offer => new Offer(offer))], required), null)
            : (null, Unreadable(error.Code, $"{PaymentHeaders.PaymentRequired} cannot be read: {error.Detail}"));
    }

    private static (Challenge?, PaymentError?) FromBody(byte[] body)
    {
        if (PaymentHeaderCodec.TryParseV1Body(body, out var required, out var error))
            return (new(1, [.. required.Accepts.Select(offer => new Offer(offer.ToV2(), offer))]), null);
        return body.AsSpan().IndexOf("\"x402Version\""u8) < 0
            ? (null, null)
            : (null, Unreadable(error.Code, $"without {PaymentHeaders.PaymentRequired} the body has to be v1's: {error.Detail}"));
    }

    private static PaymentError Unreadable(string code, string detail) => new(code, Detail: detail);
}
