using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace X402.Protocol;

/// <summary>
/// The payment headers: UTF-8 JSON in standard Base64 (RFC 4648 section 4). Written with padding; read with or without it, and with nothing
/// else beside the alphabet, not even spaces. Reading never throws, whatever came.
/// </summary>
public static class PaymentHeaderCodec
{
    /// <summary>Longest header that is read, in characters.</summary>
    public const int MaxHeaderLength = 16 * 1024;

    /// <summary>Longest v1 body that is read, in bytes.</summary>
    public const int MaxBodyLength = 256 * 1024;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    /// <summary>The text of <c>PAYMENT-REQUIRED</c>.</summary>
    public static string Encode(PaymentRequired value) => Encode(value, X402Json.Wire.PaymentRequired);

    /// <summary>The text of <c>PAYMENT-SIGNATURE</c>, or of <c>X-PAYMENT</c> for a payment of v1.</summary>
    public static string Encode(PaymentPayload value) => Encode(value, X402Json.Wire.PaymentPayload);

    /// <summary>The text of <c>PAYMENT-RESPONSE</c> and <c>X-PAYMENT-RESPONSE</c>.</summary>
    public static string Encode(SettleResponse value) => Encode(value, X402Json.Wire.SettleResponse);

    /// <summary>Reads <c>PAYMENT-REQUIRED</c> (x402 v2). Offers that cannot be understood are left out of the list.</summary>
    public static bool TryDecodePaymentRequired(
        string? header, [NotNullWhen(true)] out PaymentRequired? value, [NotNullWhen(false)] out PaymentError? error)
    {
        error = null;
        if (TryDecode(header, X402Json.Wire.PaymentRequired, latin1: false, out value, out var reason)
            && (reason = PayloadShape.Check(value)) is null)
            return true;
        value = null;
        error = new(ErrorCodes.InvalidPaymentRequiredHeader, Detail: reason);
        return false;
    }

    /// <summary>
    /// Reads <c>PAYMENT-SIGNATURE</c> (x402 v2) and <c>X-PAYMENT</c> (v1): the version in it must be 1 or 2 and its members those of the
    /// version. v1 may also be Latin-1, which its first clients wrote.
    /// </summary>
    public static bool TryDecodePaymentPayload(
        string? header, [NotNullWhen(true)] out PaymentPayload? value, [NotNullWhen(false)] out PaymentError? error)
    {
        error = null;
        if (TryDecode(header, X402Json.Wire.PaymentPayload, latin1: true, out value, out var reason)
            && (reason = PayloadShape.Check(value)) is null)
            return true;
        value = null;
        error = new(ErrorCodes.InvalidPaymentSignatureHeader, Detail: reason);
        return false;
    }

    /// <summary>Reads <c>PAYMENT-RESPONSE</c> and <c>X-PAYMENT-RESPONSE</c>.</summary>
    public static bool TryDecodeSettleResponse(
        string? header, [NotNullWhen(true)] out SettleResponse? value, [NotNullWhen(false)] out PaymentError? error)
    {
        var good = TryDecode(header, X402Json.Wire.SettleResponse, latin1: false, out value, out var reason);
        error = good ? null : new(ErrorCodes.InvalidPaymentResponseHeader, Detail: reason);
        return good;
    }

    /// <summary>Reads the body of a v1 402. Offers that cannot be understood are left out of the list.</summary>
    public static bool TryParseV1Body(
        ReadOnlySpan<byte> utf8Json, [NotNullWhen(true)] out V1.PaymentRequired? value, [NotNullWhen(false)] out PaymentError? error)
    {
        value = null;
        error = null;
        var reason = $"longer than {MaxBodyLength} bytes";
        if (utf8Json.Length <= MaxBodyLength && X402Json.TryRead(utf8Json, X402Json.Wire.V1PaymentRequired, out value, out reason)
            && (reason = value.X402Version == 1 ? null : "x402Version must be the number 1") is null)
            return true;
        value = null;
        error = new(ErrorCodes.InvalidPaymentRequiredResponse, Detail: reason);
        return false;
    }

    private static string Encode<T>(T value, JsonTypeInfo<T> typeInfo)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(value, typeInfo));
    }

    private static bool TryDecode<T>(
        string? header, JsonTypeInfo<T> typeInfo, bool latin1, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out string? reason)
        where T : class
    {
        value = null;
        if (string.IsNullOrEmpty(header) || header.Length > MaxHeaderLength)
        {
            reason = header is { Length: > 0 } ? $"longer than {MaxHeaderLength} characters" : "empty";
            return false;
        }
        var buffer = ArrayPool<byte>.Shared.Rent(header.Length + 2);
        try
        {
            if (!TryDecodeBase64(header, buffer, out var length))
            {
                reason = "not standard Base64";
                return false;
            }
            ReadOnlySpan<byte> json = buffer.AsSpan(0, length);
            if (latin1 && !Utf8.IsValid(json))
                json = Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(json));
            else
                latin1 = false;
            if (!X402Json.TryRead(json, typeInfo, out value, out reason))
                return false;
            reason = latin1 && value is PaymentPayload { X402Version: not 1 } ? "not UTF-8" : null;
            return reason is null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool TryDecodeBase64(ReadOnlySpan<char> text, Span<byte> buffer, out int length)
    {
        length = 0;
        var digits = text.IndexOfAnyExcept(Alphabet) is >= 0 and var end ? end : text.Length;
        var padding = -digits & 3;
        if (padding == 3 || text.Length - digits > padding || text[digits..].ContainsAnyExcept('='))
            return false;
        Ascii.FromUtf16(text[..digits], buffer, out _);
        buffer.Slice(digits, padding).Fill((byte)'=');
        return Base64.DecodeFromUtf8InPlace(buffer[..(digits + padding)], out length) == OperationStatus.Done;
    }
}
