using Microsoft.Extensions.Logging;

namespace X402.Client;

// Event ids are stable. Hosts and amounts only: no query, no header, no signature.
internal static partial class ClientLog
{
    [LoggerMessage(4001, LogLevel.Information, "Paying {Host}: {Payment}, valid until {ValidUntil}")]
    public static partial void Paying(this ILogger logger, string host, string payment, DateTimeOffset validUntil);

    [LoggerMessage(4002, LogLevel.Information, "Sending the payment of {Payment} to {Host} again, signed earlier and unanswered")]
    public static partial void Resending(this ILogger logger, string host, string payment);

    [LoggerMessage(4003, LogLevel.Information, "Paid {Host} {Payment}: status {Status}, transaction {Transaction}")]
    public static partial void Paid(this ILogger logger, string host, string payment, int status, string transaction);

    [LoggerMessage(4004, LogLevel.Warning, "{Host} did not accept {Payment}: status {Status}, {Reason}; it stays set aside until {ValidUntil}")]
    public static partial void NotAccepted(
        this ILogger logger, string host, string payment, int status, string reason, DateTimeOffset validUntil);

    [LoggerMessage(4005, LogLevel.Warning, "No answer from {Host} after sending {Payment}; it stays set aside until {ValidUntil}")]
    public static partial void NoAnswer(this ILogger logger, string host, string payment, DateTimeOffset validUntil);

    [LoggerMessage(4006, LogLevel.Warning, "Did not pay {Host}: {Reasons}")]
    public static partial void Refused(this ILogger logger, string host, string reasons);
}
