namespace X402.Evm;

/// <summary>Ethereum's recursive length prefix. <see cref="RlpWriter"/> writes it, <see cref="RlpReader"/> reads it.</summary>
public static class Rlp
{
    internal const byte ShortText = 0x80;
    internal const byte LongText = 0xB7;
    internal const byte ShortList = 0xC0;
    internal const byte LongList = 0xF7;
    internal const int LongestShort = 55;
}
