using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace X402.Cryptography;

/// <summary>
/// The deterministic nonces of RFC 6979 section 3.2 for HMAC-SHA-256 and the order n. Call <see cref="Clear"/> when done.
/// </summary>
internal struct Rfc6979
{
    [InlineArray(32)]
    private struct Block
    {
        private byte _first;
    }

    private Block _key;
    private Block _value;
    private bool _used;

    /// <param name="privateKey">x, 32 bytes.</param>
    /// <param name="digest">The hash reduced modulo n.</param>
    public Rfc6979(ReadOnlySpan<byte> privateKey, in U256 digest)
    {
        Span<byte> data = stackalloc byte[97];
        Span<byte> key = _key, value = _value;
        value.Fill(1);
        privateKey.CopyTo(data[33..]);
        digest.WriteBigEndian(data[65..]);
        for (byte round = 0; round < 2; round++)
        {
            value.CopyTo(data);
            data[32] = round;
            HMACSHA256.HashData(key, data, key);
            HMACSHA256.HashData(key, value, value);
        }

        CryptographicOperations.ZeroMemory(data);
    }

    /// <summary>The next candidate in 1..n−1. Candidates out of range are skipped, which tells nothing about the one returned.</summary>
    public void Next(out U256 nonce)
    {
        Span<byte> key = _key, value = _value;
        Span<byte> data = stackalloc byte[33];
        do
        {
            if (_used)
            {
                value.CopyTo(data);
                data[32] = 0;
                HMACSHA256.HashData(key, data, key);
                HMACSHA256.HashData(key, value, value);
            }

            HMACSHA256.HashData(key, value, value);
            _used = true;
            nonce = U256.FromBigEndian(value);
        }
        while (nonce.IsZero || !U256.LessThan(nonce, GroupOrder.N));

        CryptographicOperations.ZeroMemory(data);
    }

    public void Clear() => Secret.Clear(ref this);
}
