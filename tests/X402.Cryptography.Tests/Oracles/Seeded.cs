using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace X402.Cryptography.Tests;

/// <summary>Random bytes that are the same in every run: SHA-256 of a name and a counter.</summary>
internal sealed class Seeded(string name)
{
    private readonly byte[] _block = [.. new byte[8], .. Encoding.UTF8.GetBytes(name)];
    private ulong _counter;

    public void Fill(Span<byte> destination)
    {
        Span<byte> hash = stackalloc byte[32];
        while (!destination.IsEmpty)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(_block, _counter++);
            SHA256.HashData(_block, hash);
            int count = Math.Min(hash.Length, destination.Length);
            hash[..count].CopyTo(destination);
            destination = destination[count..];
        }
    }

    public byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    public int Below(int limit)
    {
        Span<byte> bytes = stackalloc byte[4];
        Fill(bytes);
        return (int)(BinaryPrimitives.ReadUInt32LittleEndian(bytes) % (uint)limit);
    }

    public byte[] PrivateKey()
    {
        byte[] key = Bytes(32);
        while (!Secp256k1.IsValidPrivateKey(key))
        {
            Fill(key);
        }

        return key;
    }

    /// <summary>A copy with one bit changed.</summary>
    public byte[] Flip(ReadOnlySpan<byte> bytes)
    {
        byte[] copy = bytes.ToArray();
        int bit = Below(8 * copy.Length);
        copy[bit >> 3] ^= (byte)(1 << (bit & 7));
        return copy;
    }
}
