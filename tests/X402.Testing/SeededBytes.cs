using System.Buffers.Binary;
using System.Security.Cryptography;

namespace X402.Testing;

/// <summary>
/// Bytes that look random and are the same for the same seed on every machine: SHA-256 of seed and counter. For tests that must be
/// repeatable; never for keys.
/// </summary>
public sealed class SeededBytes(long seed)
{
    private readonly byte[] _block = new byte[SHA256.HashSizeInBytes];
    private long _counter;
    private int _used = SHA256.HashSizeInBytes;

    /// <summary>Fills the span with the next bytes.</summary>
    public void Fill(Span<byte> destination)
    {
        Span<byte> input = stackalloc byte[16];
        while (!destination.IsEmpty)
        {
            if (_used == _block.Length)
            {
                BinaryPrimitives.WriteInt64BigEndian(input, seed);
                BinaryPrimitives.WriteInt64BigEndian(input[8..], _counter++);
                SHA256.HashData(input, _block);
                _used = 0;
            }
            var taken = Math.Min(destination.Length, _block.Length - _used);
            _block.AsSpan(_used, taken).CopyTo(destination);
            _used += taken;
            destination = destination[taken..];
        }
    }

    /// <summary>The next bytes.</summary>
    public byte[] Next(int count)
    {
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    /// <summary>The next number from 0 to <paramref name="exclusiveMax"/> − 1; not exactly uniform.</summary>
    public int NextInt32(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exclusiveMax, 1);
        Span<byte> bytes = stackalloc byte[8];
        Fill(bytes);
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(bytes) % (ulong)exclusiveMax);
    }

    /// <summary>The next bit.</summary>
    public bool NextBool() => NextInt32(2) == 1;
}
