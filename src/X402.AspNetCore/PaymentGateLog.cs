using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace X402.AspNetCore;

/// <summary>What the gate logs. Never a signature, a payment header or a query, which may carry a key.</summary>
internal static partial class PaymentGateLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Path}: refused with {Status}, {Error}")]
    public static partial void Refused(ILogger logger, PathString path, int status, PaymentError error);

    [LoggerMessage(2, LogLevel.Information, "{Path}: {Payer} paid {Amount} of {Asset} on {Network} in {Transaction}")]
    public static partial void Settled(ILogger logger, PathString path, string payer, UInt256 amount, string asset, ChainId network, string transaction);

    [LoggerMessage(3, LogLevel.Warning, "{Path}: settlement of {Payment} failed, {Reason} {Message}")]
    public static partial void SettleFailed(ILogger logger, PathString path, string payment, string? reason, string? message);

    [LoggerMessage(4, LogLevel.Error, "{Path}: the outcome of settling {Payment} is unknown; the payment stays taken")]
    public static partial void SettleUnknown(ILogger logger, Exception? exception, PathString path, string payment);

    [LoggerMessage(5, LogLevel.Error, "The facilitator could not verify a payment")]
    public static partial void VerifyUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(6, LogLevel.Critical, "{Path}: {Payment} is settled and could not be recorded; it stays taken and is served")]
    public static partial void CompleteFailed(ILogger logger, Exception exception, PathString path, string payment);

    [LoggerMessage(7, LogLevel.Warning, "{Endpoint}: the 402's header has {Length} characters, and many proxies allow 8192 for all headers together")]
    public static partial void LongHeader(ILogger logger, string? endpoint, int length);

    [LoggerMessage(8, LogLevel.Warning, "The facilitator is not asked at start what it serves; a payment that it cannot take fails when it comes")]
    public static partial void FacilitatorCheckDeferred(ILogger logger);
}
