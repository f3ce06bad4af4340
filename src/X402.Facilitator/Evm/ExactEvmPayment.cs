using System.Security.Cryptography;
using System.Text;
using X402.Evm;
using X402.Protocol;
using X402.Schemes;
using X402.Schemes.ExactEvm;

namespace X402.Facilitator;

/// <summary>A payment of <c>exact</c> on EVM with EIP-3009, read into values.</summary>
internal sealed record ExactEvmPayment(PaymentIdentity Identity, Address Asset, TransferAuthorization Authorization, Bytes32 Binding)
{
    private static readonly ExactEvmScheme Scheme = new();

    /// <summary>Reads; the error says what is not a payment of this scheme.</summary>
    public static PaymentError? TryRead(FacilitatorRequest request, out ExactEvmPayment? payment)
    {
        payment = null;
        var required = request.PaymentRequirements;
        if (Scheme.Identify(request.PaymentPayload, required, out var identity) is { } error)
            return error;
        if (ReceivedPayload.Read(request.PaymentPayload.Payload, out var received) is { } unread)
            return unread;
        payment = new(identity, Address.Parse(required.Asset), received!.Authorization, Bind(received, required));
        return null;
    }

    private static Bytes32 Bind(ReceivedPayload received, PaymentRequirements required)
    {
        var a = received.Authorization;
        var text = string.Join(
            '\n', a.From, a.To, a.Value, a.ValidAfter, a.ValidBefore, a.Nonce, Hex.Encode(received.Signature.Span),
            required.Network, required.Asset, required.PayTo, required.Amount);
        return new(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToUpperInvariant())));
    }
}
