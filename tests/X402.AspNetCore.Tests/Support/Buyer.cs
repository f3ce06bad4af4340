using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using X402.Evm;

namespace X402.AspNetCore.Tests.Support;

/// <summary>Makes payment headers. Signatures are of no account here: the fake facilitator does not look at them.</summary>
internal static class Buyer
{
    public const string Address = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

    public static PaymentRequired Quote(HttpResponseMessage response)
    {
        Assert.True(PaymentHeaderCodec.TryDecodePaymentRequired(Header(response, PaymentHeaders.PaymentRequired), out var quote, out var error), error?.ToString());
        return quote!;
    }

    public static SettleResponse Receipt(HttpResponseMessage response, string header = PaymentHeaders.PaymentResponse)
    {
        Assert.True(PaymentHeaderCodec.TryDecodeSettleResponse(Header(response, header), out var receipt, out var error), error?.ToString());
        return receipt!;
    }

    public static string Pay(HttpResponseMessage refused, int offer = 0, Func<PaymentRequirements, PaymentRequirements>? change = null)
    {
        var quote = Quote(refused);
        var accepted = quote.Accepts[offer];
        return PaymentHeaderCodec.Encode(new PaymentPayload
        {
            X402Version = 2, Accepted = change?.Invoke(accepted) ?? accepted, Resource = quote.Resource, Payload = Authorize(accepted.PayTo, accepted.Amount),
        });
    }

    public static string PayV1(string network, string payTo, string amount) => PaymentHeaderCodec.Encode(new PaymentPayload
    {
        X402Version = 1, Scheme = "exact", Network = network, Payload = Authorize(payTo, amount),
    });

    public static JsonElement Authorize(string payTo, string amount, string? nonce = null)
    {
        nonce ??= Hex.Encode(RandomNumberGenerator.GetBytes(32));
        var until = TimeProvider.System.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds();
        return JsonDocument.Parse($$"""
            {"signature":"0x{{new string('1', 130)}}","authorization":{"from":"{{Address}}","to":"{{payTo}}","value":"{{amount}}",
            "validAfter":"0","validBefore":"{{until}}","nonce":"{{nonce}}"} }
            """).RootElement;
    }

    /// <summary>The same payment with its nonce in other letters.</summary>
    public static string InOtherCase(string header)
    {
        var json = Encoding.UTF8.GetString(Convert.FromBase64String(header));
        var at = json.IndexOf("\"nonce\":\"0x", StringComparison.Ordinal) + "\"nonce\":\"0x".Length;
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json[..at] + json.Substring(at, 64).ToUpperInvariant() + json[(at + 64)..]));
    }

    public static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(",", values) : null;
}
