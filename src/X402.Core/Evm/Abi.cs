using System.Text;
using X402.Cryptography;

namespace X402.Evm;

/// <summary>Solidity's contract ABI: selectors and topics. <see cref="AbiWriter"/> writes arguments, <see cref="AbiReader"/> reads them.</summary>
public static class Abi
{
    /// <summary>Length of an ABI word in bytes.</summary>
    public const int WordSize = 32;

    /// <summary>The 4 bytes that name a function, such as <c>balanceOf(address)</c>, as a big-endian number.</summary>
    public static uint Selector(string signature)
    {
        Span<byte> hash = stackalloc byte[Keccak256.HashSize];
        Keccak256.HashData(Encoding.UTF8.GetBytes(signature), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash);
    }

    /// <summary>The first topic of an event, such as <c>Transfer(address,address,uint256)</c>.</summary>
    public static Bytes32 Topic(string signature) => new(Keccak256.HashData(Encoding.UTF8.GetBytes(signature)));

    internal static int Padded(int length) => (length + WordSize - 1) & ~(WordSize - 1);
}
