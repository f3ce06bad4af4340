using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using X402.Evm;
using X402.Protocol;
using X402.Schemes;
using X402.Schemes.ExactEvm;

namespace X402.Facilitator;

/// <summary>Settles <c>exact</c> payments with EIP-3009 on one chain: verify again, write down, broadcast once, wait, check the log.</summary>
internal sealed class ExactEvmSettlement(
    Verifier verifier, TransactionSender sender, ReceiptWaiter receipts, ISettlementJournal journal, EvmNetworkOptions options, ILogger logger)
{
    private readonly ConcurrentDictionary<(PaymentKey, Bytes32), Lazy<Task<SettleResponse>>> _running = new();

    /// <summary>Settles, or joins the settlement of the same payment that runs. The token ends the waiting only.</summary>
    public async ValueTask<SettleResponse> SettleAsync(FacilitatorRequest request, CancellationToken cancellationToken)
    {
        var network = request.PaymentRequirements.Network;
        if (ExactEvmPayment.TryRead(request, out var payment) is { } error)
            return SettleResponse.Failed(error, network, "");
        var id = (payment!.Identity.Key, payment.Binding);
        var run = _running.GetOrAdd(id, _ => new(() => Task.Run(() => RunToEndAsync(id, request, payment), CancellationToken.None)));
        return await run.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for what runs; failures are their callers'.</summary>
    public Task DrainAsync() => Task.WhenAll(_running.Values.Select(run => run.Value.ContinueWith(
        static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)));

    private async Task<SettleResponse> RunToEndAsync((PaymentKey, Bytes32) id, FacilitatorRequest request, ExactEvmPayment payment)
    {
        try
        {
            var outcome = await RunAsync(request, payment).ConfigureAwait(false);
            if (!outcome.Success && !outcome.IsPending)
                FacilitatorLog.SettlementFailed(logger, outcome.Network, outcome.ErrorReason, outcome.Transaction);
            return outcome;
        }
        finally
        {
            _running.TryRemove(id, out _);
        }
    }

    private async Task<SettleResponse> RunAsync(FacilitatorRequest request, ExactEvmPayment payment)
    {
        var network = request.PaymentRequirements.Network;
        var known = await journal.FindAsync(payment.Identity.Key).ConfigureAwait(false);
        if (known is not null && known.Binding == payment.Binding)
            return known.Outcome ?? await FinishAsync(known, payment, network, accepted: false).ConfigureAwait(false);

        var verdict = await verifier.VerifyAsync(request, options.SimulateBeforeSettle, CancellationToken.None).ConfigureAwait(false);
        if (!verdict.IsValid)
            return new() { Success = false, ErrorReason = verdict.InvalidReason, ErrorMessage = verdict.InvalidMessage, Payer = verdict.Payer, Transaction = "", Network = network };
        var key = payment.Identity.Key;
        if (known is not null)
            return Failed(NonceTaken, network, payment);

        var call = await verifier.PrepareAsync(request).ConfigureAwait(false);
        SettlementRecord? written = null;
        var broadcast = await sender.SendAsync(
            call.To, call.Data,
            async transaction =>
            {
                written = new(key, payment.Binding, ChainId.Parse(network), payment.Identity.Payer, transaction.Hash, transaction.Raw, payment.Identity.ValidUntil);
                return await journal.TryAddAsync(written).ConfigureAwait(false);
            },
            () => journal.RemoveAsync(key), CancellationToken.None).ConfigureAwait(false);
        if (broadcast.Refusal is { } refusal)
            return Failed(refusal, network, payment);
        if (!broadcast.Joined)
            return await FinishAsync(written!, payment, network, broadcast.Accepted).ConfigureAwait(false);

        // Another process with the same journal was faster.
        var other = await journal.FindAsync(key).ConfigureAwait(false);
        return other is null || other.Binding != payment.Binding ? Failed(NonceTaken, network, payment)
            : other.Outcome ?? await FinishAsync(other, payment, network, accepted: true).ConfigureAwait(false);
    }

    private async Task<SettleResponse> FinishAsync(SettlementRecord settlement, ExactEvmPayment payment, string network, bool accepted)
    {
        var hash = settlement.Transaction.ToString();
        var receipt = await receipts.WaitAsync(settlement, accepted).ConfigureAwait(false);
        if (receipt is null)
        {
            FacilitatorLog.SettlementPending(logger, hash, network);
            return Failed(new(ErrorCodes.SettlementPending, Detail: "Timed out while waiting for transaction"), network, payment, hash);
        }
        if (!receipt.Succeeded)
        {
            await journal.RemoveAsync(settlement.Key).ConfigureAwait(false);
            return Failed(new(ErrorCodes.ExactEvmTransactionFailed), network, payment, hash);
        }
        var moved = receipt.Logs.Any(log => log.IsTransfer(payment.Asset, payment.Authorization.From, payment.Authorization.To, payment.Authorization.Value));
        var outcome = moved
            ? new() { Success = true, Transaction = hash, Network = network, Payer = payment.Identity.Payer }
            : Failed(new(ErrorCodes.ExactEvmTransferEventMismatch), network, payment, hash);
        await journal.CompleteAsync(settlement.Key, outcome).ConfigureAwait(false);
        if (moved)
            FacilitatorLog.Settled(logger, hash, network);
        return outcome;
    }

    private static PaymentError NonceTaken { get; } = new(ErrorCodes.ExactEvmNonceUsed, Detail: "Another settlement of this authorization is under way or done.");

    private static SettleResponse Failed(PaymentError error, string network, ExactEvmPayment payment, string transaction = "") =>
        SettleResponse.Failed(error, network, payment.Identity.Payer, transaction);
}
