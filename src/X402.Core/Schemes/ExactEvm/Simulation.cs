using X402.Evm;

namespace X402.Schemes.ExactEvm;

/// <summary>Runs the transfer against the chain's present state, and finds out why when it reverts.</summary>
internal sealed class Simulation(IEvmChainReader chain)
{
    private const uint BalanceOfSelector = 0x70A08231;
    private const uint NameSelector = 0x06FDDE03;
    private const uint VersionSelector = 0x54FD4D50;

    /// <exception cref="ChainUnavailableException">The chain did not answer.</exception>
    public async ValueTask<PaymentError?> RunAsync(Examined payment, bool undeployed, CancellationToken cancellationToken)
    {
        var call = TransferCall.Of(payment.Asset, payment.Authorization, payment.Signature.Span, undeployed);
        var outcome = await chain.CallAsync(call.To, call.Data, cancellationToken).ConfigureAwait(false);
        // A call of a chain without Multicall3 "succeeds" and returns nothing.
        var success = outcome.Success && (!undeployed || Multicall3.Read(outcome.Data, 2) is not null);
        return success ? null : await DiagnoseAsync(payment, outcome.RevertMessage, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<PaymentError> DiagnoseAsync(Examined payment, string? revert, CancellationToken cancellationToken)
    {
        var (authorization, asset) = (payment.Authorization, payment.Asset);
        (Address, byte[])[] questions =
        [
            (asset, new AbiWriter(BalanceOfSelector).Add(authorization.From).ToArray()),
            (asset, new AbiWriter(NameSelector).ToArray()),
            (asset, new AbiWriter(VersionSelector).ToArray()),
            (asset, Eip3009.AuthorizationState(authorization.From, authorization.Nonce)),
        ];
        var answers = await Multicall3.TryAggregateAsync(chain, questions, cancellationToken).ConfigureAwait(false)
            ?? await AskOneByOneAsync(questions, cancellationToken).ConfigureAwait(false);
        return Reason(payment, answers)
            ?? new(ErrorCodes.ExactEvmSimulationFailed, Detail: revert ?? "execution reverted");
    }

    private async ValueTask<EvmCallResult[]> AskOneByOneAsync((Address To, byte[] Data)[] questions, CancellationToken cancellationToken)
    {
        var answers = new EvmCallResult[questions.Length];
        for (var i = 0; i < answers.Length; i++)
            answers[i] = await chain.CallAsync(questions[i].To, questions[i].Data, cancellationToken).ConfigureAwait(false);
        return answers;
    }

    private static PaymentError? Reason(Examined payment, EvmCallResult[] answers)
    {
        if (!answers[3].Success || !new AbiReader(answers[3].Data.Span).TryReadBool(0, out var used))
            return new(ErrorCodes.ExactEvmEip3009NotSupported, "asset", "a token with EIP-3009", payment.Asset.ToString());
        if (used)
            return new(ErrorCodes.ExactEvmNonceUsed, "authorization.nonce", "an unused one", "used or cancelled");
        if (Text(answers[1]) is { } name && name != payment.Name)
            return new(ErrorCodes.ExactEvmTokenNameMismatch, "extra.name", $"the token's '{name}'", payment.Name);
        if (Text(answers[2]) is { } version && version != payment.Version)
            return new(ErrorCodes.ExactEvmTokenVersionMismatch, "extra.version", $"the token's '{version}'", payment.Version);
        return answers[0].Success && new AbiReader(answers[0].Data.Span).TryReadUInt256(0, out var balance) && balance < payment.Authorization.Value
            ? new(ErrorCodes.ExactEvmInsufficientBalance, "the payer's balance", $"at least {payment.Authorization.Value}", balance.ToString())
            : null;
    }

    // A token that does not tell is no mismatch.
    private static string? Text(EvmCallResult answer) =>
        answer.Success && new AbiReader(answer.Data.Span).TryReadString(0, out var text) && text.Length is > 0 and <= 200 ? text : null;
}
