using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace X402.Cryptography;

/// <summary>Keccak-256 as Ethereum uses it: the Keccak submission's padding (0x01), not that of SHA3-256 (0x06).</summary>
public static class Keccak256
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashSize = 32;

    private const int Rate = 136;

    /// <summary>Hashes the source into the first 32 bytes of the destination, which may overlap it.</summary>
    /// <exception cref="ArgumentException">The destination is below 32 bytes.</exception>
    public static void HashData(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (destination.Length < HashSize)
        {
            throw new ArgumentException("The destination must hold 32 bytes.", nameof(destination));
        }

        Span<ulong> state = stackalloc ulong[KeccakPermutation.Words];
        state.Clear();
        for (; source.Length >= Rate; source = source[Rate..])
        {
            Absorb(state, source[..Rate]);
            KeccakPermutation.Permute(state);
        }

        Span<byte> last = stackalloc byte[Rate];
        last.Clear();
        source.CopyTo(last);
        last[source.Length] = 0x01;
        last[Rate - 1] |= 0x80;
        Absorb(state, last);
        KeccakPermutation.Permute(state);
        for (int i = 0; i < HashSize / sizeof(ulong); i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(destination[(i * sizeof(ulong))..], state[i]);
        }

        // A hashed secret must not stay on the stack.
        last.Clear();
        state.Clear();
    }

    /// <summary>The hash of the source, 32 bytes.</summary>
    public static byte[] HashData(ReadOnlySpan<byte> source)
    {
        byte[] hash = new byte[HashSize];
        HashData(source, hash);
        return hash;
    }

    private static void Absorb(Span<ulong> state, ReadOnlySpan<byte> block)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(block);
        for (int i = 0; i < words.Length; i++)
        {
            state[i] ^= BitConverter.IsLittleEndian ? words[i] : BinaryPrimitives.ReverseEndianness(words[i]);
        }
    }
}
