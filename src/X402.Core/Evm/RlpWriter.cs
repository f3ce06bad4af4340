using System.Buffers;
using System.Buffers.Binary;

namespace X402.Evm;

/// <summary>Writes RLP items one after another; a list is a writer added to another.</summary>
public sealed class RlpWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>Adds a byte string.</summary>
    public RlpWriter Add(ReadOnlySpan<byte> value)
    {
        if (value.Length != 1 || value[0] >= Rlp.ShortText)
            WriteHead(_buffer, value.Length, Rlp.ShortText, Rlp.LongText);
        _buffer.Write(value);
        return this;
    }

    /// <summary>Adds a number: big endian without leading zeros, 0 as the empty string.</summary>
    public RlpWriter Add(UInt256 value)
    {
        Span<byte> bytes = stackalloc byte[32];
        value.WriteBigEndian(bytes);
        var first = bytes.IndexOfAnyExcept((byte)0);
        return Add(first < 0 ? [] : bytes[first..]);
    }

    /// <summary>Adds a list of the other writer's items.</summary>
    public RlpWriter AddList(RlpWriter items)
    {
        ArgumentNullException.ThrowIfNull(items);
        WriteHead(_buffer, items._buffer.WrittenCount, Rlp.ShortList, Rlp.LongList);
        _buffer.Write(items._buffer.WrittenSpan);
        return this;
    }

    /// <summary>The items as written.</summary>
    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    /// <summary>A prefix byte (an EIP-2718 transaction type) and one list of the items.</summary>
    public byte[] ToTypedList(byte type)
    {
        var whole = new RlpWriter();
        whole._buffer.Write([type]);
        return whole.AddList(this).ToArray();
    }

    private static void WriteHead(ArrayBufferWriter<byte> buffer, int length, byte shortBase, byte longBase)
    {
        if (length <= Rlp.LongestShort)
        {
            buffer.Write([(byte)(shortBase + length)]);
            return;
        }
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        var digits = bytes[bytes.IndexOfAnyExcept((byte)0)..];
        buffer.Write([(byte)(longBase + digits.Length)]);
        buffer.Write(digits);
    }
}
