using Microsoft.Extensions.Logging;
using X402.Evm;

namespace X402.Facilitator;

/// <summary>
/// Signs and broadcasts for one signer on one chain: one transaction at a time until the node has it, any number waiting for receipts.
/// </summary>
internal sealed class TransactionSender(
    EvmRpc rpc, EvmSigner signer, EvmNetworkOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    private const int Attempts = 4;
    private const ulong FallbackGas = 250_000;
    private const ulong MaxEstimate = 3_000_000; // several times a wallet's deployment and its transfer

    private readonly AccountNonces _nonces = new(rpc, signer.Address, time);
    private readonly FeeOracle _fees = new(rpc, options.MaxFeePerGas, time);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>
    /// Sends <paramref name="data"/> to <paramref name="to"/>. <paramref name="admit"/> writes the signed transaction down before the node
    /// sees it, and may say no; <paramref name="withdraw"/> takes that back when the node refuses.
    /// </summary>
    /// <exception cref="ChainUnavailableException">The chain failed before anything was sent.</exception>
    public async ValueTask<Broadcast> SendAsync(
        Address to, ReadOnlyMemory<byte> data, Func<SignedTransaction, ValueTask<bool>> admit, Func<ValueTask> withdraw, CancellationToken cancellationToken)
    {
        if (await _fees.QuoteAsync(cancellationToken).ConfigureAwait(false) is not { } fees)
            return Refused(new(ErrorCodes.ExactEvmTransactionFailed, Detail: "Gas costs more than this facilitator pays. Try again later."));
        var (gas, refusal) = await GasAsync(to, data, cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
            return Refused(refusal);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var nonce = await _nonces.PeekAsync(cancellationToken).ConfigureAwait(false);
                var unsigned = new EvmTransaction(
                    rpc.ChainId.EvmChainId, nonce, fees.MaxPriorityFeePerGas, fees.MaxFeePerGas, gas, to, UInt256.Zero, data);
                var transaction = await SignAsync(unsigned, cancellationToken).ConfigureAwait(false);
                if (!await admit(transaction).ConfigureAwait(false))
                    return new(null, false, null, Joined: true);
                RpcAnswer answer;
                try
                {
                    answer = await rpc.SendRawTransactionAsync(transaction.Raw, cancellationToken).ConfigureAwait(false);
                }
                catch (ChainUnavailableException error)
                {
                    FacilitatorLog.BroadcastUnanswered(logger, error, transaction.Hash);
                    _nonces.Use(nonce);
                    return new(transaction, Accepted: false, null, Joined: false);
                }
                if (answer.Error is not { } failure)
                    return await AcceptedAsync(answer, transaction, nonce, withdraw).ConfigureAwait(false);
                if (BroadcastErrors.IsKnown(failure))
                {
                    _nonces.Use(nonce);
                    return new(transaction, Accepted: true, null, Joined: false);
                }
                await withdraw().ConfigureAwait(false);
                if (!await RecoverAsync(failure, nonce, attempt, cancellationToken).ConfigureAwait(false))
                    return Refused(BroadcastErrors.Map(failure));
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Sends the same bytes again; they can move money once only.</summary>
    public async ValueTask<bool> ResendAsync(ReadOnlyMemory<byte> raw, CancellationToken cancellationToken)
    {
        var answer = await rpc.SendRawTransactionAsync(raw, cancellationToken).ConfigureAwait(false);
        return answer.Error is not { } error || BroadcastErrors.IsKnown(error);
    }

    public void Dispose() => _turn.Dispose();

    private async ValueTask<Broadcast> AcceptedAsync(RpcAnswer answer, SignedTransaction transaction, ulong nonce, Func<ValueTask> withdraw)
    {
        var text = answer.Result.ValueKind == System.Text.Json.JsonValueKind.String ? answer.Result.GetString() : null;
        if (!Bytes32.TryParse(text, out var hash) || hash.IsZero)
        {
            _nonces.Forget();
            await withdraw().ConfigureAwait(false);
            return Refused(new(ErrorCodes.ExactEvmTransactionFailed, Detail: $"signer returned an invalid transaction hash: {Shorten(text)}"));
        }
        if (hash != transaction.Hash)
            FacilitatorLog.ForeignHash(logger, hash, transaction.Hash);
        _nonces.Use(nonce);
        return new(transaction, Accepted: true, null, Joined: false);
    }

    private async ValueTask<bool> RecoverAsync(RpcError failure, ulong nonce, int attempt, CancellationToken cancellationToken)
    {
        var taken = BroadcastErrors.IsNonceTaken(failure);
        if (!taken && !BroadcastErrors.IsNonceTooFar(failure))
            return false;
        FacilitatorLog.NonceRefused(logger, signer.Address, nonce, rpc.ChainId);
        if (taken)
            await _nonces.SkipAsync(nonce, cancellationToken).ConfigureAwait(false);
        else
            _nonces.Forget();
        return attempt < Attempts;
    }

    private async ValueTask<(ulong Gas, PaymentError? Refusal)> GasAsync(Address to, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if (options.GasLimit is { } limit)
            return (limit, null);
        var (estimate, error) = await rpc.EstimateGasAsync(signer.Address, to, data, cancellationToken).ConfigureAwait(false);
        if (error is null && estimate > MaxEstimate) // who pays names the token, and its code may burn what we pay for
            return (0, new(ErrorCodes.ExactEvmTransactionFailed, Detail: $"The transfer takes {estimate} gas, more than this facilitator pays."));
        if (error is null)
            return (estimate + estimate / 4, null);
        return error.IsRevert ? (0, BroadcastErrors.Map(error)) : (FallbackGas, null);
    }

    private async ValueTask<SignedTransaction> SignAsync(EvmTransaction transaction, CancellationToken cancellationToken)
    {
        EvmSignature signature;
        try
        {
            signature = await signer.SignAsync(transaction.SigningHash(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            throw new FacilitatorUnavailableException($"The signer {signer.Address} did not sign; nothing was sent.", error);
        }
        return new(transaction.Hash(signature), transaction.Encode(signature));
    }

    private static Broadcast Refused(PaymentError refusal) => new(null, false, refusal, Joined: false);

    private static string Shorten(string? text) => text is null ? "" : text.Length <= 80 ? text : text[..80];
}
