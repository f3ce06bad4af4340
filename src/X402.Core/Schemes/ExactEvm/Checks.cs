using X402.Evm;
using X402.Protocol.V1;

namespace X402.Schemes.ExactEvm;

/// <summary>
/// The named, ordered checks of a payment (x402 <c>exact</c> on EVM, EIP-3009) that need no chain. The first failure is the answer.
/// </summary>
public static class Checks
{
    /// <summary>Seconds that an authorization must still live when it is verified, so that a block can take it.</summary>
    public const int ExpiryMarginSeconds = 6;

    /// <summary>Is it for an offer that can be examined at all?</summary>
    internal static PaymentError? Offer(Examined payment) =>
        Scheme(payment) ?? Domain(payment) ?? Network(payment) ?? AssetAddress(payment);

    /// <summary>Does it pay what is asked, to whom it is asked, now?</summary>
    internal static PaymentError? Terms(Examined payment) =>
        Recipient(payment) ?? NotExpired(payment) ?? AlreadyValid(payment) ?? Value(payment);

    internal static PaymentError? Scheme(Examined payment)
    {
        var chosen = payment.IsV1 ? payment.Payment.Scheme : payment.Payment.Accepted?.Scheme;
        if (chosen != ExactEvmScheme.Name)
            return new(ErrorCodes.ExactEvmScheme, payment.IsV1 ? "scheme" : "accepted.scheme", ExactEvmScheme.Name, Short(chosen));
        return payment.Requirements.Scheme == ExactEvmScheme.Name
            ? null
            : new(ErrorCodes.ExactEvmScheme, "paymentRequirements.scheme", ExactEvmScheme.Name, Short(payment.Requirements.Scheme));
    }

    internal static PaymentError? Domain(Examined payment)
    {
        if (string.IsNullOrEmpty(payment.Name))
            return new(ErrorCodes.ExactEvmMissingDomain, "extra.name", "the token's EIP-712 name");
        return string.IsNullOrEmpty(payment.Version)
            ? new(ErrorCodes.ExactEvmMissingDomain, "extra.version", "the token's EIP-712 version")
            : null;
    }

    internal static PaymentError? Network(Examined payment)
    {
        var required = payment.Requirements.Network;
        if (!payment.HasChain)
            return new(ErrorCodes.ExactEvmNetworkMismatch, "paymentRequirements.network", "an EVM chain", Short(required));
        var chosen = payment.IsV1 ? NetworkNames.ToChainId(payment.Payment.Network)?.ToString() : payment.Payment.Accepted?.Network;
        return chosen == required
            ? null
            : new(ErrorCodes.ExactEvmNetworkMismatch, payment.IsV1 ? "network" : "accepted.network", required, Short(chosen ?? payment.Payment.Network));
    }

    internal static PaymentError? AssetAddress(Examined payment) =>
        payment.HasAsset ? null : new(ErrorCodes.AssetNotDeployed, "asset", "an address", Short(payment.Requirements.Asset));

    /// <summary>The signature of a plain account.</summary>
    internal static PaymentError? Signature(Examined payment)
    {
        if (payment.Signature.Length != EvmSignature.Size)
            return new(ErrorCodes.ExactEvmSignature, "signature", "65 bytes of an account", $"{payment.Signature.Length} bytes");
        if (!EvmRecovery.TryRecover(payment.Digest, payment.Signature.Span, out var signer))
            return new(ErrorCodes.ExactEvmSignature, "signature", $"one of {payment.Authorization.From}", "of nobody (v, r or s out of range, or a high s)");
        return signer == payment.Authorization.From
            ? null
            : new(ErrorCodes.ExactEvmSignature, "signature", $"one of {payment.Authorization.From} over these very terms", $"of {signer}");
    }

    /// <summary>An undeployed wallet's signature is proved by simulation; here only whether its factory may be called.</summary>
    internal static PaymentError? Factory(Examined payment, ISet<Address> allowed)
    {
        if (!Erc6492.TryUnwrap(payment.Signature.Span, out var factory, out _, out _))
            return new(ErrorCodes.ExactEvmSignature, "signature", "a well-formed ERC-6492 wrapper", "malformed");
        return allowed.Contains(factory)
            ? null
            : new(ErrorCodes.Eip6492FactoryNotAllowed, "signature.factory", "an allowed factory", factory.ToString());
    }

    internal static PaymentError? Recipient(Examined payment) =>
        Address.TryParse(payment.Requirements.PayTo, out var payTo) && payTo == payment.Authorization.To
            ? null
            : new(ErrorCodes.ExactEvmRecipientMismatch, "authorization.to", Short(payment.Requirements.PayTo), payment.Authorization.To.ToString());

    internal static PaymentError? NotExpired(Examined payment)
    {
        var earliest = Seconds(payment.Now + ExpiryMarginSeconds);
        return payment.Authorization.ValidBefore >= earliest
            ? null
            : new(ErrorCodes.ExactEvmValidBefore, "authorization.validBefore", $"at least {earliest}", payment.Authorization.ValidBefore.ToString());
    }

    internal static PaymentError? AlreadyValid(Examined payment)
    {
        var now = Seconds(payment.Now);
        return payment.Authorization.ValidAfter <= now
            ? null
            : new(ErrorCodes.ExactEvmValidAfter, "authorization.validAfter", $"at most {now}", payment.Authorization.ValidAfter.ToString());
    }

    internal static PaymentError? Value(Examined payment) =>
        UInt256.TryParse(payment.Requirements.Amount, out var amount) && amount == payment.Authorization.Value
            ? null
            : new(
                payment.IsV1 ? ErrorCodes.ExactEvmV1Value : ErrorCodes.ExactEvmValueMismatch,
                "authorization.value", Short(payment.Requirements.Amount), payment.Authorization.Value.ToString());

    // A clock before 1970 makes everything early, nothing valid.
    private static UInt256 Seconds(long unix) => (ulong)Math.Max(0, unix);

    private static string? Short(string? text) => text is { Length: > 100 } ? $"a text of {text.Length} characters" : text;
}
