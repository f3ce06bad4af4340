namespace X402.Evm;

/// <summary>
/// Reads RLP items in place, one after another. Only the canonical form is taken: shortest lengths, single bytes unprefixed, numbers without
/// leading zeros. Every read gives false, and never throws, on anything else; then the reader has not moved.
/// </summary>
public ref struct RlpReader
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Over items, such as the contents of a list.</summary>
    public RlpReader(ReadOnlySpan<byte> items) => _rest = items;

    /// <summary>Whether all items were read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Reads a byte string, as a slice of the data.</summary>
    public bool TryReadBytes(out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!_rest.IsEmpty && _rest[0] < Rlp.ShortText)
        {
            value = _rest[..1];
            _rest = _rest[1..];
            return true;
        }
        if (!TryTake(Rlp.ShortText, Rlp.LongText, Rlp.ShortList, out var contents, out var rest)
            || (contents.Length == 1 && contents[0] < Rlp.ShortText))
            return false;
        value = contents;
        _rest = rest;
        return true;
    }

    /// <summary>Reads a number of at most 256 bits.</summary>
    public bool TryReadUInt256(out UInt256 value)
    {
        value = default;
        var before = _rest;
        if (!TryReadBytes(out var bytes) || bytes.Length > 32 || (!bytes.IsEmpty && bytes[0] == 0))
        {
            _rest = before;
            return false;
        }
        Span<byte> word = stackalloc byte[32];
        word.Clear();
        bytes.CopyTo(word[(32 - bytes.Length)..]);
        value = UInt256.FromBigEndian(word);
        return true;
    }

    /// <summary>Reads a number of at most 64 bits.</summary>
    public bool TryReadUInt64(out ulong value)
    {
        value = 0;
        var before = _rest;
        if (TryReadUInt256(out var wide) && wide.TryToUInt64(out value))
            return true;
        _rest = before;
        return false;
    }

    /// <summary>Reads a list; its items are those of <paramref name="items"/>.</summary>
    public bool TryReadList(out RlpReader items)
    {
        items = default;
        if (!TryTake(Rlp.ShortList, Rlp.LongList, 0x100, out var contents, out var rest))
            return false;
        items = new(contents);
        _rest = rest;
        return true;
    }

    private readonly bool TryTake(int shortBase, int longBase, int end, out ReadOnlySpan<byte> contents, out ReadOnlySpan<byte> rest)
    {
        contents = rest = default;
        if (_rest.IsEmpty || _rest[0] < shortBase || _rest[0] >= end)
            return false;
        long length = _rest[0] - shortBase;
        var head = 1;
        if (_rest[0] > longBase)
        {
            var digits = _rest[0] - longBase;
            head += digits;
            if (digits > 4 || _rest.Length < head || _rest[1] == 0)
                return false;
            length = 0;
            foreach (var digit in _rest[1..head])
                length = (length << 8) | digit;
            if (length <= Rlp.LongestShort)
                return false;
        }
        if (length > _rest.Length - head)
            return false;
        contents = _rest.Slice(head, (int)length);
        rest = _rest[(head + (int)length)..];
        return true;
    }
}
