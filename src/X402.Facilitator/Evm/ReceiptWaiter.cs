using Microsoft.Extensions.Logging;
using X402.Evm;

namespace X402.Facilitator;

/// <summary>Asks for a receipt until there is one or the time is over; a node that fails meanwhile is asked again.</summary>
internal sealed class ReceiptWaiter(EvmRpc rpc, TransactionSender sender, EvmNetworkOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>The receipt; null when the time is over. A transaction that the node may not have is sent to it again.</summary>
    public async ValueTask<TransactionReceipt?> WaitAsync(SettlementRecord settlement, bool accepted)
    {
        var start = time.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            try
            {
                if (await rpc.GetReceiptAsync(settlement.Transaction, CancellationToken.None).ConfigureAwait(false) is { } receipt)
                    return receipt;
                if (!accepted && time.GetUtcNow() < settlement.ValidUntil)
                    accepted = await sender.ResendAsync(settlement.RawTransaction, CancellationToken.None).ConfigureAwait(false);
            }
            catch (ChainUnavailableException error)
            {
                FacilitatorLog.ReceiptUnanswered(logger, error, settlement.Transaction);
            }
            var left = options.ReceiptTimeout - time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                return null;
            await Task.Delay(pause < left ? pause : left, time, CancellationToken.None).ConfigureAwait(false);
            pause = pause + pause < options.ReceiptPollInterval ? pause + pause : options.ReceiptPollInterval;
        }
    }
}
