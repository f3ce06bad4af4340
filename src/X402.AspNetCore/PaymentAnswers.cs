using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using X402.Protocol;
using X402.Protocol.V1;

namespace X402.AspNetCore;

/// <summary>The answers that the gate writes, and the headers that it adds to those of handlers.</summary>
internal static class PaymentAnswers
{
    private const string Exposed = PaymentHeaders.PaymentRequired + ", " + PaymentHeaders.PaymentResponse + ", " + PaymentHeaders.XPaymentResponse;

    /// <summary>Writes a refusal. Nothing of an inner exception, a handler's answer or a header of the buyer is in it.</summary>
    public static ValueTask WriteAsync(PaidRequest request, Refusal refusal)
    {
        var challenge = request.Quote is { } quote && refusal.Quotes
            ? refusal.Error.Code == ErrorCodes.PaymentRequired ? quote.FirstContact : Challenge.Of(quote, refusal.Error)
            : Challenge.Of(refusal.Error);
        var response = request.Context.Response;
        response.StatusCode = refusal.Status;
        var headers = response.Headers;
        if (challenge.Header.Count > 0)
            headers[PaymentHeaders.PaymentRequired] = challenge.Header;
        if (refusal.Settlement is { } settlement)
            AddReceipt(headers, request, settlement);
        if (refusal.RetryAfter is { } delay)
            headers.RetryAfter = ((long)Math.Ceiling(delay.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        headers.CacheControl = "no-store";
        Expose(headers);
        headers.ContentType = "application/json";
        headers.ContentLength = challenge.Body.Length;
        if (HttpMethods.IsHead(request.Context.Request.Method))
            return ValueTask.CompletedTask;
        var write = response.BodyWriter.WriteAsync(challenge.Body, request.Context.RequestAborted);
        if (!write.IsCompletedSuccessfully)
            return AwaitAsync(write);
        _ = write.Result;
        return ValueTask.CompletedTask;
    }

    /// <summary>Headers of an answer that is paid for.</summary>
    public static void MarkPaid(IHeaderDictionary headers, PaidRequest request, SettleResponse settlement)
    {
        AddReceipt(headers, request, settlement);
        headers.CacheControl = MakePrivate(headers.CacheControl);
        Expose(headers);
    }

    /// <summary>Adds our headers to those that scripts of other origins may read.</summary>
    public static void Expose(IHeaderDictionary headers)
    {
        var present = headers.AccessControlExposeHeaders;
        if (StringValues.IsNullOrEmpty(present))
            headers.AccessControlExposeHeaders = Exposed;
        else if (!present.ToString().Contains(Exposed, StringComparison.Ordinal))
            headers.AccessControlExposeHeaders = StringValues.Concat(present, Exposed);
    }

    /// <summary>The CORS middleware writes its own list over ours when the answer starts; this runs after it.</summary>
    public static Task ExposeAgainAsync(object context)
    {
        var headers = ((HttpContext)context).Response.Headers;
        if (headers.ContainsKey(PaymentHeaders.PaymentRequired) || headers.ContainsKey(PaymentHeaders.PaymentResponse) || headers.ContainsKey(PaymentHeaders.XPaymentResponse))
            Expose(headers);
        return Task.CompletedTask;
    }

    /// <summary>Keeps what the handler set, as long as no shared cache may keep the answer.</summary>
    public static StringValues MakePrivate(StringValues cacheControl)
    {
        if (StringValues.IsNullOrEmpty(cacheControl))
            return "private";
        var kept = cacheControl.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(directive => !directive.Equals("public", StringComparison.OrdinalIgnoreCase)
                && !directive.StartsWith("s-maxage", StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (!kept.Any(directive => directive.Equals("private", StringComparison.OrdinalIgnoreCase) || directive.Equals("no-store", StringComparison.OrdinalIgnoreCase)))
            kept.Add("private");
        return string.Join(", ", kept);
    }

    private static void AddReceipt(IHeaderDictionary headers, PaidRequest request, SettleResponse settlement)
    {
        if (request.Version == 1)
            headers[PaymentHeaders.XPaymentResponse] = PaymentHeaderCodec.Encode(ToV1(settlement));
        else
            headers[PaymentHeaders.PaymentResponse] = PaymentHeaderCodec.Encode(settlement);
    }

    private static SettleResponse ToV1(SettleResponse settlement) => NetworkNames.ToName(settlement.Network) is not { } name ? settlement : new()
    {
        Success = settlement.Success, ErrorReason = settlement.ErrorReason, ErrorMessage = settlement.ErrorMessage, Payer = settlement.Payer,
        Transaction = settlement.Transaction, Network = name, Amount = settlement.Amount, Extensions = settlement.Extensions, Extra = settlement.Extra,
    };

    private static async ValueTask AwaitAsync(ValueTask<System.IO.Pipelines.FlushResult> write) => await write.ConfigureAwait(false);
}
