using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace X402.Evm;

/// <summary>Reads one value of a message, from C# or from JSON.</summary>
internal static class TypedDataValue
{
    private const int MaxBytes = 256 * 1024;
    private const int MaxDigits = 79;

    public static bool TryText(object? value, [NotNullWhen(true)] out string? text)
    {
        text = value as string ?? (value is JsonElement { ValueKind: JsonValueKind.String } json ? json.GetString() : null);
        return text is not null;
    }

    public static bool TryAddress(object? value, out Address address)
    {
        address = value is Address known ? known : default;
        return value is Address || (TryText(value, out var text) && Address.TryParse(text, out address));
    }

    public static bool TryBool(object? value, out byte bit)
    {
        var (good, set) = value switch
        {
            bool known => (true, known),
            JsonElement { ValueKind: JsonValueKind.True } => (true, true),
            JsonElement { ValueKind: JsonValueKind.False } => (true, false),
            _ => (false, false),
        };
        bit = set ? (byte)1 : (byte)0;
        return good;
    }

    public static bool TryBytes(object? value, out ReadOnlyMemory<byte> bytes)
    {
        if (value is ReadOnlyMemory<byte> memory)
        {
            bytes = memory;
            return true;
        }
        var array = value switch
        {
            byte[] known => known,
            Bytes32 word => word.Span.ToArray(),
            _ => TryText(value, out var text) ? Hex.Decode(text, MaxBytes) : null,
        };
        bytes = array;
        return array is not null;
    }

    /// <summary>Integers of C#, JSON numbers without fraction or exponent, and texts in decimal or <c>0x</c> hex.</summary>
    public static bool TryInteger(object? value, out BigInteger number)
    {
        number = default;
        switch (value)
        {
            case UInt256 known:
                Span<byte> bytes = stackalloc byte[32];
                known.WriteBigEndian(bytes);
                number = new(bytes, isUnsigned: true, isBigEndian: true);
                return true;
            case BigInteger big:
                number = big;
                return true;
            case ulong or long or uint or int or ushort or short or byte or sbyte:
                number = value is ulong unsigned ? unsigned : Convert.ToInt64(value, CultureInfo.InvariantCulture);
                return true;
            case JsonElement { ValueKind: JsonValueKind.Number } json:
                return TryDecimal(json.GetRawText(), out number);
            default:
                return TryText(value, out var text)
                    && (text.StartsWith("0x", StringComparison.Ordinal) ? TryHex(text.AsSpan(2), out number) : TryDecimal(text, out number));
        }
    }

    public static bool TryUnsigned(BigInteger number, out UInt256 value)
    {
        value = default;
        if (number.Sign < 0 || number.GetByteCount(isUnsigned: true) > 32)
            return false;
        Span<byte> word = stackalloc byte[32];
        word.Clear();
        number.TryWriteBytes(word[(32 - number.GetByteCount(isUnsigned: true))..], out _, isUnsigned: true, isBigEndian: true);
        value = UInt256.FromBigEndian(word);
        return true;
    }

    private static bool TryDecimal(string text, out BigInteger number)
    {
        number = default;
        return text.Length <= MaxDigits
            && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
            && text[0] != '+';
    }

    private static bool TryHex(ReadOnlySpan<char> digits, out BigInteger number)
    {
        number = default;
        // A leading 0 keeps the first digit from being a sign.
        return digits.Length is > 0 and <= 64
            && BigInteger.TryParse(string.Concat("0", digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
    }
}
