using System.Net;
using X402.Protocol;

namespace X402;

/// <summary>Reads what a server answered to a payment.</summary>
public static class PaymentReceiptExtensions
{
    internal static readonly HttpRequestOptionsKey<SettleResponse> Earlier = new("X402.Receipt");

    /// <summary>
    /// The receipt in <c>PAYMENT-RESPONSE</c> (v2) or else <c>X-PAYMENT-RESPONSE</c> (v1), also of a paid response that redirected here;
    /// null when there is none or it cannot be read. The server says so: only the chain proves it.
    /// </summary>
    public static SettleResponse? GetPaymentReceipt(this HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return Read(response, PaymentHeaders.PaymentResponse) ?? Read(response, PaymentHeaders.XPaymentResponse)
            ?? (response.RequestMessage?.Options.TryGetValue(Earlier, out var earlier) == true ? earlier : null);
    }

    /// <summary>Whether the response was paid, and how that went.</summary>
    public static PaymentStatus GetPaymentStatus(this HttpResponseMessage response) => response.GetPaymentReceipt() switch
    {
        { Success: true } => PaymentStatus.Settled,
        not null => PaymentStatus.SettleFailed,
        null when response.StatusCode == HttpStatusCode.PaymentRequired => PaymentStatus.PaymentRequired,
        null => PaymentStatus.None,
    };

    private static SettleResponse? Read(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) && values.Count == 1
        && PaymentHeaderCodec.TryDecodeSettleResponse(values.ToString(), out var receipt, out _) ? receipt : null;
}
