using X402.Evm;

namespace X402.Testing.Rpc;

/// <summary>RLP as it is read here: strictly canonical, anything else is a <see cref="FormatException"/>. On its own, not shared with the
/// encoder of the library, so that the two check each other.</summary>
internal ref struct RlpInput(ReadOnlySpan<byte> bytes)
{
    private const byte String = 0x80, List = 0xc0;
    private const int ShortLimit = 55;
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsEmpty => _rest.IsEmpty;

    /// <summary>Reads a list; what it holds.</summary>
    public RlpInput ReadList() => new(Read(List));

    public ReadOnlySpan<byte> ReadBytes() => !_rest.IsEmpty && _rest[0] < String ? Take(1) : Read(String);

    public UInt256 ReadUint()
    {
        var digits = ReadBytes();
        if (digits.Length > 32 || (digits.Length > 0 && digits[0] == 0))
            throw new FormatException("A number has at most 32 bytes and no leading zeros.");
        Span<byte> word = stackalloc byte[32];
        word.Clear();
        digits.CopyTo(word[(32 - digits.Length)..]);
        return UInt256.FromBigEndian(word);
    }

    public ulong ReadUInt64() => ReadUint().TryToUInt64(out var value) ? value : throw new FormatException("A number is 2^64 or more.");

    public Address ReadAddress()
    {
        var bytes = ReadBytes();
        return bytes.Length == Address.Size ? new(bytes) : throw new FormatException("'to' is no address: contracts cannot be created here.");
    }

    /// <summary>The bytes from here to where a copy of this has read to.</summary>
    public readonly ReadOnlySpan<byte> ReadUpTo(RlpInput later) => _rest[..^later._rest.Length];

    /// <summary>What stands before the content of a list of this many bytes.</summary>
    public static byte[] ListTag(int length) =>
        length <= ShortLimit ? [(byte)(List + length)] : [(byte)(List + ShortLimit + Digits((ulong)length).Length), .. Digits((ulong)length)];

    /// <summary>A number as an item.</summary>
    public static byte[] Number(ulong value) =>
        value is > 0 and < String ? [(byte)value] : [(byte)(String + Digits(value).Length), .. Digits(value)];

    private static ReadOnlySpan<byte> Digits(ulong value)
    {
        var bytes = new byte[sizeof(ulong)];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes.AsSpan().TrimStart((byte)0);
    }

    private ReadOnlySpan<byte> Read(byte kind)
    {
        var tag = Take(1)[0] - kind;
        if (tag < 0 || (kind == String && tag >= List - String))
            throw new FormatException("A list and a string are confused.");
        if (tag <= ShortLimit)
        {
            var content = Take(tag);
            return kind == String && tag == 1 && content[0] < String ? throw new FormatException("A byte below 0x80 stands for itself.") : content;
        }
        var digits = Take(tag - ShortLimit);
        if (digits.Length > 4 || digits[0] == 0)
            throw new FormatException("A length is over-long.");
        uint length = 0;
        foreach (var digit in digits)
            length = length << 8 | digit;
        return length is > ShortLimit and <= int.MaxValue ? Take((int)length) : throw new FormatException("A length is over-long.");
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
            throw new FormatException("The bytes end early.");
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
