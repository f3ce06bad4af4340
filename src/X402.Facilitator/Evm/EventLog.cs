using X402.Evm;

namespace X402.Facilitator;

/// <summary>A log of a receipt.</summary>
internal sealed record EventLog(Address Address, IReadOnlyList<Bytes32> Topics, ReadOnlyMemory<byte> Data)
{
    /// <summary>Whether this is the ERC-20 <c>Transfer</c> of exactly this amount between exactly these two, by this token.</summary>
    public bool IsTransfer(Address token, Address from, Address to, UInt256 value)
    {
        if (Address != token || Topics.Count != 3 || Topics[0] != Eip3009.TransferTopic || Data.Length != 32)
            return false;
        return Topics[1] == Word(from) && Topics[2] == Word(to) && UInt256.FromBigEndian(Data.Span) == value;
    }

    private static Bytes32 Word(Address address)
    {
        Span<byte> word = stackalloc byte[32];
        word.Clear();
        address.Span.CopyTo(word[12..]);
        return new(word);
    }
}
