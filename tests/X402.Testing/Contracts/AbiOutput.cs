using X402.Evm;

namespace X402.Testing.Contracts;

/// <summary>What a contract returns, ABI-encoded.</summary>
internal static class AbiOutput
{
    private const int Word = 32;

    public static byte[] Uint(UInt256 value)
    {
        var word = new byte[Word];
        value.WriteBigEndian(word);
        return word;
    }

    public static byte[] Bool(bool value) => Uint(value ? 1UL : 0UL);

    public static byte[] Address(Address value) => [.. new byte[12], .. value.Span];

    /// <summary>A function's single <c>string</c>.</summary>
    public static byte[] Text(string value) => [.. Uint((ulong)Word), .. Bytes(System.Text.Encoding.UTF8.GetBytes(value))];

    /// <summary>Length, content and padding of a <c>bytes</c>, without its offset.</summary>
    public static byte[] Bytes(ReadOnlySpan<byte> value) =>
        [.. Uint((ulong)value.Length), .. value, .. new byte[(Word - value.Length % Word) % Word]];

    /// <summary>The revert data <c>Error(string)</c>.</summary>
    public static byte[] Error(string reason) => [0x08, 0xc3, 0x79, 0xa0, .. Text(reason)];

    /// <summary>An array of dynamic elements: its length, the offsets, the elements.</summary>
    public static byte[] Array(IReadOnlyList<byte[]> elements)
    {
        var bytes = new List<byte>(Uint((ulong)elements.Count));
        var offset = elements.Count * Word;
        foreach (var element in elements)
        {
            bytes.AddRange(Uint((ulong)offset));
            offset += element.Length;
        }
        foreach (var element in elements)
            bytes.AddRange(element);
        return [.. bytes];
    }
}
