namespace X402.Evm;

/// <summary>Ethereum's hex text: <c>0x</c> and two digits a byte, either case when read, lower case when written.</summary>
public static class Hex
{
    /// <summary>Writes <c>0x</c> and lower-case digits.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => string.Concat("0x", Convert.ToHexStringLower(bytes));

    /// <summary>
    /// Reads into <paramref name="destination"/>. False when there is no <c>0x</c>, a digit is not one, their number is odd, or the bytes
    /// do not fit.
    /// </summary>
    public static bool TryDecode(string? text, Span<byte> destination, out int written)
    {
        written = 0;
        if (text is null || !text.StartsWith("0x", StringComparison.Ordinal) || text.Length % 2 != 0 || (text.Length - 2) / 2 > destination.Length)
            return false;
        return Convert.FromHexString(text.AsSpan(2), destination, out _, out written) == System.Buffers.OperationStatus.Done;
    }

    /// <summary>Reads at most <paramref name="maxBytes"/> bytes; null for anything that is not such text.</summary>
    public static byte[]? Decode(string? text, int maxBytes)
    {
        if (text is null || text.Length < 2 || (text.Length - 2) / 2 > maxBytes)
            return null;
        var bytes = new byte[(text.Length - 2) / 2];
        return TryDecode(text, bytes, out _) ? bytes : null;
    }
}
