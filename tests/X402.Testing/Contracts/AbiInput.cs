using System.Buffers.Binary;
using X402.Evm;
using X402.Testing.Ledger;

namespace X402.Testing.Contracts;

/// <summary>Arguments of a call as a contract reads them: anything malformed reverts without data, as Solidity's decoder does.</summary>
internal readonly ref struct AbiInput(ReadOnlySpan<byte> head)
{
    private const int Word = 32;
    private readonly ReadOnlySpan<byte> _bytes = head;

    /// <summary>Splits calldata; false when it is below 4 bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> calldata, out uint selector, out AbiInput arguments)
    {
        selector = 0;
        arguments = default;
        if (calldata.Length < 4)
            return false;
        selector = BinaryPrimitives.ReadUInt32BigEndian(calldata);
        arguments = new(calldata[4..]);
        return true;
    }

    public Bytes32 Word32(int index) => new(At(index * Word, Word));

    public UInt256 Uint(int index) => UInt256.FromBigEndian(At(index * Word, Word));

    public byte Uint8(int index) => Uint(index).TryToUInt64(out var value) && value <= byte.MaxValue ? (byte)value : throw new RevertException();

    public bool Bool(int index) => Uint(index).TryToUInt64(out var value) && value <= 1 ? value == 1 : throw new RevertException();

    public Address Address(int index)
    {
        var word = At(index * Word, Word);
        return word[..12].ContainsAnyExcept((byte)0) ? throw new RevertException() : new(word[12..]);
    }

    /// <summary>The <c>bytes</c> that the offset at this index points to.</summary>
    public ReadOnlySpan<byte> Bytes(int index)
    {
        var tail = Tail(index);
        return tail.At(Word, tail.Length(0));
    }

    /// <summary>What the offset at this index points to: a tuple, or an array that begins with its length.</summary>
    public AbiInput Tail(int index) => new(_bytes[Length(index)..]);

    /// <summary>The arguments from this word on: elements of an array, after its length.</summary>
    public AbiInput From(int index) => new(At(index * Word, 0, toEnd: true));

    /// <summary>A length or an offset: never beyond what there is.</summary>
    public int Length(int index) =>
        Uint(index).TryToUInt64(out var value) && value <= (ulong)_bytes.Length ? (int)value : throw new RevertException();

    private ReadOnlySpan<byte> At(int start, int length, bool toEnd = false)
    {
        if (start > _bytes.Length || _bytes.Length - start < length)
            throw new RevertException();
        return toEnd ? _bytes[start..] : _bytes.Slice(start, length);
    }
}
