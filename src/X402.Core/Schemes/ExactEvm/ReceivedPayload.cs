using System.Text.Json;
using X402.Evm;
using X402.Protocol;

namespace X402.Schemes.ExactEvm;

/// <summary>A payload of somebody else's, read into values. Nothing of it is verified.</summary>
/// <param name="Authorization">What is said to be signed.</param>
/// <param name="Signature">Its signature; empty when its text was no hex, which no check takes for a signature.</param>
/// <param name="Payer"><c>authorization.from</c> as it came.</param>
public sealed record ReceivedPayload(TransferAuthorization Authorization, ReadOnlyMemory<byte> Signature, string Payer)
{
    private const int MaxSignatureBytes = 16 * 1024;

    /// <summary>Reads; never throws, whatever the payload is. The error is <see cref="ErrorCodes.UnsupportedPayloadType"/> with the field at fault.</summary>
    public static PaymentError? Read(JsonElement payload, out ReceivedPayload? received)
    {
        received = null;
        if (payload.ValueKind != JsonValueKind.Object || !TryGet(payload, "authorization", out var authorization)
            || authorization.ValueKind != JsonValueKind.Object || TryGet(payload, "permit2Authorization", out _))
            return new(ErrorCodes.UnsupportedPayloadType, Detail: "payload must be an EIP-3009 authorization and its signature");
        if (Text(payload, "signature") is not { } signature)
            return Bad("signature", "a text", null);
        var payer = Text(authorization, "from");
        if (!Address.TryParse(payer, out var from))
            return Bad("authorization.from", "an address", payer);
        if (!Address.TryParse(Text(authorization, "to"), out var to))
            return Bad("authorization.to", "an address", Text(authorization, "to"));
        if (!TryNumber(authorization, "value", out var value))
            return Bad("authorization.value", "decimal digits", Text(authorization, "value"));
        if (!TryNumber(authorization, "validAfter", out var validAfter))
            return Bad("authorization.validAfter", "decimal digits", Text(authorization, "validAfter"));
        if (!TryNumber(authorization, "validBefore", out var validBefore))
            return Bad("authorization.validBefore", "decimal digits", Text(authorization, "validBefore"));
        if (!Bytes32.TryParse(Text(authorization, "nonce"), out var nonce))
            return Bad("authorization.nonce", "0x and 64 hex digits", Text(authorization, "nonce"));
        received = new(new(from, to, value, validAfter, validBefore, nonce), Hex.Decode(signature, MaxSignatureBytes) ?? [], payer);
        return null;
    }

    /// <summary>The same for a whole payment, whose payload is read but once.</summary>
    internal static PaymentError? Read(PaymentPayload payment, out ReceivedPayload? received)
    {
        received = payment.Understood as ReceivedPayload;
        if (received is not null)
            return null;
        var error = Read(payment.Payload, out received);
        payment.Understood = received;
        return error;
    }

    /// <summary>The text member; null when it is absent, another type, or not valid Unicode.</summary>
    internal static string? Text(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !TryGet(element, name, out var value) || value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // An escaped lone surrogate is well-formed JSON and no text.
        }
    }

    private static bool TryNumber(JsonElement element, string name, out UInt256 number)
    {
        number = default;
        return Text(element, name) is { } text && UInt256.TryParse(text, out number);
    }

    private static bool TryGet(JsonElement element, string name, out JsonElement value)
    {
        try
        {
            return element.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            value = default; // The same in the name of a member.
            return false;
        }
    }

    private static PaymentError Bad(string field, string expected, string? actual) =>
        new(ErrorCodes.UnsupportedPayloadType, field, expected, actual is { Length: > 100 } ? $"a text of {actual.Length} characters" : actual);
}
