using Microsoft.Extensions.Logging;
using X402.Evm;

namespace X402.Facilitator;

internal static partial class FacilitatorLog
{
    [LoggerMessage(1, LogLevel.Information, "Settled {Transaction} on {Network}")]
    public static partial void Settled(ILogger logger, string transaction, string network);

    [LoggerMessage(2, LogLevel.Information, "Settlement on {Network} failed: {Reason} {Transaction}")]
    public static partial void SettlementFailed(ILogger logger, string network, string? reason, string transaction);

    [LoggerMessage(3, LogLevel.Warning, "Settlement {Transaction} on {Network} has no receipt yet; its outcome is unknown")]
    public static partial void SettlementPending(ILogger logger, string transaction, string network);

    [LoggerMessage(4, LogLevel.Warning, "The node did not answer to the broadcast of {Transaction}; it may have it")]
    public static partial void BroadcastUnanswered(ILogger logger, Exception error, Bytes32 transaction);

    [LoggerMessage(5, LogLevel.Warning, "The node calls a transaction {Claimed} that is {Transaction}; going by our own hash")]
    public static partial void ForeignHash(ILogger logger, Bytes32 claimed, Bytes32 transaction);

    [LoggerMessage(6, LogLevel.Information, "Account nonce {Nonce} of {Signer} on {Network} is not the next one; asking the chain")]
    public static partial void NonceRefused(ILogger logger, Address signer, ulong nonce, ChainId network);

    [LoggerMessage(7, LogLevel.Error, "Signer {Signer} on {Network} cannot pay for gas")]
    public static partial void OutOfGasMoney(ILogger logger, Address signer, ChainId network);

    [LoggerMessage(8, LogLevel.Warning, "The receipt of {Transaction} could not be asked for")]
    public static partial void ReceiptUnanswered(ILogger logger, Exception error, Bytes32 transaction);

    [LoggerMessage(9, LogLevel.Warning, "{Operation} could not be answered")]
    public static partial void Unavailable(ILogger logger, Exception error, string operation);

    [LoggerMessage(10, LogLevel.Error, "{Operation} failed")]
    public static partial void Failed(ILogger logger, Exception error, string operation);

    [LoggerMessage(11, LogLevel.Information, "Facilitator of {Network} with signer {Signer}")]
    public static partial void Serving(ILogger logger, ChainId network, string signer);
}
