using System.Diagnostics;
using X402.Evm;
using X402.Protocol;

namespace X402.Schemes.ExactEvm;

/// <summary>
/// Verifies payments of <c>exact</c> with EIP-3009 on one chain: the checks of <see cref="Checks"/>, the payer's signature as what the payer
/// is (account, smart wallet, EIP-7702 account, undeployed wallet), the token's code, and the transfer simulated.
/// </summary>
public sealed class Verifier
{
    private const uint IsValidSignatureSelector = 0x1626BA7E;
    private static readonly byte[] Magic = [0x16, 0x26, 0xBA, 0x7E];

    private readonly IEvmChainReader _chain;
    private readonly TimeProvider _time;
    private readonly VerifierOptions _options;
    private readonly Simulation _simulation;
    private readonly DeployedAssets _deployed;

    /// <summary>For payments on the chain that <paramref name="chain"/> reads.</summary>
    public Verifier(IEvmChainReader chain, TimeProvider time, VerifierOptions options)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(options);
        (_chain, _time, _options) = (chain, time, options);
        _simulation = new(chain);
        _deployed = new(chain, time);
    }

    /// <summary>
    /// Would this payment settle now? Never throws on any payload. A payer's signature that cannot be checked since the chain does not answer
    /// is <see cref="ErrorCodes.ExactEvmFailedToVerifySignature"/>, which may be tried again.
    /// </summary>
    /// <param name="request">The payment and what it must satisfy.</param>
    /// <param name="simulate">Whether to run the transfer against the chain's state; an undeployed wallet's always is, being its only proof.</param>
    /// <param name="cancellationToken">Ends the calls of the chain.</param>
    /// <exception cref="ChainUnavailableException">The token's code or the simulation could not be had: nothing is known of the payment.</exception>
    public async ValueTask<VerifyResponse> VerifyAsync(FacilitatorRequest request, bool simulate = true, CancellationToken cancellationToken = default)
    {
        if (Examined.TryRead(request, _time.GetUtcNow(), out var payment) is { } unread)
            return VerifyResponse.Invalid(unread, "");
        var error = Checks.Offer(payment!) ?? OnThisChain(payment!)
            ?? await PayerAsync(payment!, simulate, cancellationToken).ConfigureAwait(false);
        return Answer(payment!, error);
    }

    /// <summary>
    /// The checks that need no chain, for payers that are plain accounts; a smart wallet's payment is
    /// <see cref="ErrorCodes.ExactEvmFailedToVerifySignature"/> when it is wrapped, and else no signature of the payer. Says nothing of
    /// balance, nonce or token.
    /// </summary>
    public static VerifyResponse VerifyOffline(FacilitatorRequest request, DateTimeOffset now)
    {
        if (Examined.TryRead(request, now, out var payment) is { } unread)
            return VerifyResponse.Invalid(unread, "");
        return Answer(payment!, Checks.Offer(payment!) ?? PlainSignature(payment!) ?? Checks.Terms(payment!));
    }

    /// <summary>
    /// The call that settles a payment which was verified just now: what its simulation ran. Asks the chain only where the payer is said to be
    /// an undeployed wallet.
    /// </summary>
    /// <exception cref="ArgumentException">The payload or the asset cannot be read: it was not verified.</exception>
    /// <exception cref="ChainUnavailableException">The chain did not answer.</exception>
    public async ValueTask<TransferCall> PrepareAsync(FacilitatorRequest request, CancellationToken cancellationToken = default)
    {
        if (Examined.TryRead(request, _time.GetUtcNow(), out var payment) is { } unread)
            throw new ArgumentException(unread.ToString(), nameof(request));
        if (!payment!.HasAsset)
            throw new ArgumentException("The asset is not an address.", nameof(request));
        var undeployed = Erc6492.IsWrapped(payment.Signature.Span)
            && (await _chain.GetCodeAsync(payment.Authorization.From, cancellationToken).ConfigureAwait(false)).IsEmpty;
        if (undeployed && Checks.Factory(payment, _options.AllowedFactories) is { } refused)
            throw new ArgumentException(refused.ToString(), nameof(request));
        return TransferCall.Of(payment.Asset, payment.Authorization, payment.Signature.Span, undeployed);
    }

    private static VerifyResponse Answer(Examined payment, PaymentError? error) =>
        error is null ? VerifyResponse.Valid(payment.Payer) : VerifyResponse.Invalid(error, payment.Payer);

    private static PaymentError? PlainSignature(Examined payment) =>
        Erc6492.IsWrapped(payment.Signature.Span)
            ? new(ErrorCodes.ExactEvmFailedToVerifySignature, Detail: "The signature of a smart wallet is checked on its chain.")
            : Checks.Signature(payment);

    private PaymentError? OnThisChain(Examined payment) =>
        payment.Chain == _chain.ChainId
            ? null
            : new(ErrorCodes.ExactEvmNetworkMismatch, "paymentRequirements.network", _chain.ChainId.ToString(), payment.Requirements.Network);

    private async ValueTask<PaymentError?> PayerAsync(Examined payment, bool simulate, CancellationToken cancellationToken)
    {
        bool undeployed;
        PaymentError? error;
        try
        {
            var code = await _chain.GetCodeAsync(payment.Authorization.From, cancellationToken).ConfigureAwait(false);
            undeployed = code.IsEmpty && Erc6492.IsWrapped(payment.Signature.Span);
            // Any code decides, a delegation of EIP-7702 too: tokens ask such an account's code and never fall back to its key.
            error = !code.IsEmpty ? await WalletSignatureAsync(payment, cancellationToken).ConfigureAwait(false)
                : undeployed ? Checks.Factory(payment, _options.AllowedFactories)
                : Checks.Signature(payment);
        }
        catch (ChainUnavailableException unavailable)
        {
            // Its message names the node, which is the operator's business and not the payer's.
            Activity.Current?.AddException(unavailable);
            return new(ErrorCodes.ExactEvmFailedToVerifySignature, Detail: "The chain did not answer. Try again with the same payment.");
        }
        return error ?? Checks.Terms(payment)
            ?? await AssetAsync(payment, cancellationToken).ConfigureAwait(false)
            ?? (simulate || undeployed ? await _simulation.RunAsync(payment, undeployed, cancellationToken).ConfigureAwait(false) : null);
    }

    private async ValueTask<PaymentError?> WalletSignatureAsync(Examined payment, CancellationToken cancellationToken)
    {
        var signature = payment.Signature.Span;
        if (Erc6492.IsWrapped(signature) && !Erc6492.TryUnwrap(signature, out _, out _, out signature))
            return new(ErrorCodes.ExactEvmSignature, "signature", "a well-formed ERC-6492 wrapper", "malformed");
        var call = new AbiWriter(IsValidSignatureSelector).Add(payment.Digest).AddBytes(signature).ToArray();
        var answer = await _chain.CallAsync(payment.Authorization.From, call, cancellationToken).ConfigureAwait(false);
        return answer.Success && answer.Data.Length >= Abi.WordSize && answer.Data.Span.StartsWith(Magic)
            ? null
            : new(ErrorCodes.ExactEvmSignature, "signature", $"one that the wallet {payment.Authorization.From} accepts (ERC-1271)", "refused by it");
    }

    private async ValueTask<PaymentError?> AssetAsync(Examined payment, CancellationToken cancellationToken) =>
        await _deployed.ContainsAsync(payment.Asset, cancellationToken).ConfigureAwait(false)
            ? null
            : new(ErrorCodes.AssetNotDeployed, "asset", $"a contract on {payment.Chain}", $"{payment.Asset}, which has no code");
}
