using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using X402.Evm;
using X402.Protocol;
using X402.Schemes;
using X402.Schemes.ExactEvm;

namespace X402.Facilitator;

/// <summary>A payment of <c>exact</c> on EVM with EIP-3009, read into values.</summary>
internal sealed record ExactEvmPayment(
    PaymentIdentity Identity, Address Asset, Address From, Address To, UInt256 Value, UInt256 ValidAfter, UInt256 ValidBefore, Bytes32 Nonce,
    byte[] Signature, Bytes32 Binding)
{
    private const int MaxSignatureBytes = 16 * 1024;
    private static readonly ExactEvmScheme Scheme = new();

    /// <summary>Reads; the error says what is not a payment of this scheme.</summary>
    public static PaymentError? TryRead(FacilitatorRequest request, out ExactEvmPayment? payment)
    {
        payment = null;
        var required = request.PaymentRequirements;
        if (Scheme.Identify(request.PaymentPayload, required, out var identity) is { } error)
            return error;
        var payload = request.PaymentPayload.Payload.Deserialize(X402Json.Wire.ExactEvmPayload)!;
        var authorization = payload.Authorization;
        if (!Address.TryParse(required.Asset, out var asset) || !Address.TryParse(authorization.From, out var from)
            || !Address.TryParse(authorization.To, out var to) || !Bytes32.TryParse(authorization.Nonce, out var nonce)
            || !UInt256.TryParse(authorization.Value, out var value) || !UInt256.TryParse(authorization.ValidAfter, out var after)
            || !UInt256.TryParse(authorization.ValidBefore, out var before) || Hex.Decode(payload.Signature, MaxSignatureBytes) is not { } signature)
            return new(ErrorCodes.UnsupportedPayloadType, "payload", "an EIP-3009 authorization and its signature");
        payment = new(identity, asset, from, to, value, after, before, nonce, signature, Bind(payload, required));
        return null;
    }

    /// <summary>The call that moves the money.</summary>
    public byte[] CallData() => Eip3009.TransferWithAuthorization(From, To, Value, ValidAfter, ValidBefore, Nonce, Signature);

    private static Bytes32 Bind(Payload payload, PaymentRequirements required)
    {
        var a = payload.Authorization;
        var text = string.Join('\n', a.From, a.To, a.Value, a.ValidAfter, a.ValidBefore, a.Nonce, payload.Signature,
            required.Network, required.Asset, required.PayTo, required.Amount);
        return new(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToUpperInvariant())));
    }
}
