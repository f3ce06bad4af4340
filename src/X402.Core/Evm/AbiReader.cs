using System.Buffers.Binary;
using System.Text;

namespace X402.Evm;

/// <summary>
/// Reads one ABI tuple in place. A member is named by the index of its head word (a static nested tuple takes several). Every read gives
/// false, and never throws, when the data is too short, an offset or a length points outside, or a value does not fit its type.
/// </summary>
public readonly ref struct AbiReader
{
    private readonly ReadOnlySpan<byte> _data;

    /// <summary>Over the encoded members, without a selector.</summary>
    public AbiReader(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>Reads any word.</summary>
    public bool TryReadWord(int index, out ReadOnlySpan<byte> word)
    {
        word = default;
        if (index < 0 || index >= _data.Length / Abi.WordSize)
            return false;
        word = _data.Slice(index * Abi.WordSize, Abi.WordSize);
        return true;
    }

    /// <summary>Reads a <c>uint256</c>.</summary>
    public bool TryReadUInt256(int index, out UInt256 value)
    {
        var good = TryReadWord(index, out var word);
        value = good ? UInt256.FromBigEndian(word) : default;
        return good;
    }

    /// <summary>Reads a <c>bytes32</c>.</summary>
    public bool TryReadBytes32(int index, out Bytes32 value)
    {
        var good = TryReadWord(index, out var word);
        value = good ? new(word) : default;
        return good;
    }

    /// <summary>Reads an <c>address</c>; its 12 upper bytes must be 0.</summary>
    public bool TryReadAddress(int index, out Address value)
    {
        value = default;
        if (!TryReadWord(index, out var word) || word[..12].ContainsAnyExcept((byte)0))
            return false;
        value = new(word[12..]);
        return true;
    }

    /// <summary>Reads a <c>bool</c>: 0 or 1.</summary>
    public bool TryReadBool(int index, out bool value)
    {
        value = false;
        if (!TryReadWord(index, out var word) || word[..31].ContainsAnyExcept((byte)0) || word[31] > 1)
            return false;
        value = word[31] == 1;
        return true;
    }

    /// <summary>Reads <c>bytes</c>, as a slice of the data.</summary>
    public bool TryReadBytes(int index, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!TryFollow(index, out var target) || !TryReadLength(target, out var length) || length > target.Length - Abi.WordSize)
            return false;
        value = target.Slice(Abi.WordSize, length);
        return true;
    }

    /// <summary>Reads a <c>string</c>; bytes that are not UTF-8 become U+FFFD.</summary>
    public bool TryReadString(int index, out string value)
    {
        var good = TryReadBytes(index, out var bytes);
        value = good ? Encoding.UTF8.GetString(bytes) : "";
        return good;
    }

    /// <summary>Reads a dynamic nested tuple.</summary>
    public bool TryReadTuple(int index, out AbiReader tuple)
    {
        var good = TryFollow(index, out var target);
        tuple = new(target);
        return good;
    }

    /// <summary>
    /// Reads a dynamic array; its elements are the members of <paramref name="elements"/>. A <paramref name="count"/> that the data cannot
    /// hold gives false.
    /// </summary>
    public bool TryReadArray(int index, out AbiReader elements, out int count)
    {
        elements = default;
        count = 0;
        if (!TryFollow(index, out var target) || !TryReadLength(target, out var length) || length > target.Length / Abi.WordSize - 1)
            return false;
        elements = new(target[Abi.WordSize..]);
        count = length;
        return true;
    }

    private bool TryFollow(int index, out ReadOnlySpan<byte> target)
    {
        target = default;
        if (!TryReadWord(index, out var word) || !TryReadLength(word, out var offset) || offset > _data.Length)
            return false;
        target = _data[offset..];
        return true;
    }

    private static bool TryReadLength(ReadOnlySpan<byte> word, out int length)
    {
        length = 0;
        if (word.Length < Abi.WordSize || word[..28].ContainsAnyExcept((byte)0))
            return false;
        length = BinaryPrimitives.ReadInt32BigEndian(word[28..]);
        return length >= 0;
    }
}
