using System.Net;
using X402.Client;
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

    /// <summary>
    /// Why the payment was refused, in the server's words: the failed receipt's reason, else that of <c>PAYMENT-REQUIRED</c>, else that of
    /// the JSON body, which a <see cref="PaymentHandler"/> kept. Null when nothing was refused, or no reason is given. Codes are those of
    /// <see cref="ErrorCodes"/> or a peer's; <c>Payment required</c> says that no payment was sent.
    /// </summary>
    public static PaymentError? GetPaymentError(this HttpResponseMessage response)
    {
        if (response.GetPaymentReceipt() is { Success: false } failed)
            return new(string.IsNullOrEmpty(failed.ErrorReason) ? ErrorCodes.SettlementFailed : failed.ErrorReason, Detail: failed.ErrorMessage);
        if (response.StatusCode < HttpStatusCode.BadRequest)
            return null;
        var body = RefusalBody.Of(response);
        return Single(response, PaymentHeaders.PaymentRequired) is { } header
            && PaymentHeaderCodec.TryDecodePaymentRequired(header, out var required, out _) && !string.IsNullOrEmpty(required.Error)
            && required.Error != body?.Code ? new(required.Error) : body;
    }

    private static SettleResponse? Read(HttpResponseMessage response, string name) =>
        Single(response, name) is { } header && PaymentHeaderCodec.TryDecodeSettleResponse(header, out var receipt, out _) ? receipt : null;

    private static string? Single(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) && values.Count == 1 ? values.ToString() : null;
}
