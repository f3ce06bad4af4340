using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace X402.Cryptography;

/// <summary>
/// Ed25519 (RFC 8032, section 5.1). Keys, points and scalars are in the RFC's little-endian encodings; a private key is its 32-byte seed.
/// Signing and key derivation take the same time and touch the same memory whatever the seed; verification is for public data.
/// </summary>
public static class Ed25519
{
    private const int KeySize = 32;
    private const int SignatureSize = 64;
    private const int StackSize = 1024;

    internal static readonly Modulus Order = new(
        new U256(0x1000000000000000, 0, 0x14DEF9DEA2F79CD6, 0x5812631A5CF5D3ED),
        [0xED9CE5A30A2C131B, 0x2106215D086329A7, 0xFFFFFFFFFFFFFFEB, 0xFFFFFFFFFFFFFFFF, 0xF],
        0x2D4AE25CEDAB81E5);

    // y of the points of order 8; those of order 1, 2 and 4 have 1, −1 and 0.
    private static readonly U256 s_y8 = new(0x05FC536D880238B1, 0x3933C6D305ACDFD5, 0xF098EFF289F4C345, 0xB027B2C28F95E826);
    private static readonly U256 s_otherY8 = new(0x7A03AC9277FDC74E, 0xC6CC392CFA53202A, 0x0F67100D760B3CBA, 0x4FD84D3D706A17C7);
    private static readonly U256 s_minusOne = new(0x7FFFFFFFFFFFFFFF, ulong.MaxValue, ulong.MaxValue, 0xFFFFFFFFFFFFFFEC);

    /// <summary>Writes the public key of a seed, 32 bytes.</summary>
    /// <exception cref="ArgumentException">The seed is not 32 bytes, or the destination is below 32.</exception>
    public static void PublicKey(ReadOnlySpan<byte> seed32, Span<byte> publicKey32)
    {
        RequireSeed(seed32);
        Require(publicKey32.Length, KeySize, nameof(publicKey32));
        Span<byte> expanded = stackalloc byte[64];
        Expand(out U256 scalar, expanded, seed32);
        Encode(publicKey32, scalar);
        Secret.Clear(ref scalar);
        CryptographicOperations.ZeroMemory(expanded);
    }

    /// <summary>Signs a message of any length: R||S, 64 bytes.</summary>
    /// <exception cref="ArgumentException">The seed is not 32 bytes, or the destination is below 64.</exception>
    public static void Sign(ReadOnlySpan<byte> message, ReadOnlySpan<byte> seed32, Span<byte> signature64)
    {
        RequireSeed(seed32);
        Require(signature64.Length, SignatureSize, nameof(signature64));
        Span<byte> expanded = stackalloc byte[64];
        Span<byte> signature = stackalloc byte[SignatureSize];
        Span<byte> publicKey = stackalloc byte[KeySize];
        Expand(out U256 scalar, expanded, seed32);
        Encode(publicKey, scalar);
        HashToScalar(out U256 nonce, expanded[32..], default, message);
        Encode(signature, nonce);
        HashToScalar(out U256 challenge, signature[..32], publicKey, message);
        Order.Multiply(out U256 s, challenge, scalar);
        Order.Add(out s, s, nonce);
        s.WriteLittleEndian(signature[32..]);
        signature.CopyTo(signature64);
        Secret.Clear(ref scalar);
        Secret.Clear(ref nonce);
        CryptographicOperations.ZeroMemory(expanded);
    }

    /// <summary>
    /// Whether R||S signs the message under the public key A, without a cofactor: the encoding of S·B − k·A must equal R byte for byte.
    /// False for S of L or more, for R or A with y of p or more, off the curve or of small order, and for a signature or key of another
    /// length.
    /// </summary>
    /// <remarks>RFC 8032 section 5.1.7 allows the equation with or without the cofactor 8; this one is what libsodium checks.</remarks>
    public static bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature64, ReadOnlySpan<byte> publicKey32)
    {
        if (signature64.Length != SignatureSize || publicKey32.Length != KeySize)
        {
            return false;
        }

        U256 s = U256.FromLittleEndian(signature64[32..]);
        if (!U256.LessThan(s, Order.Value)
            || HasSmallOrder(signature64)
            || HasSmallOrder(publicKey32)
            || !EdwardsPoint.TryDecodePublic(out EdwardsPoint key, publicKey32))
        {
            return false;
        }

        HashToScalar(out U256 challenge, signature64[..32], publicKey32, message);
        EdwardsDoubleMultiplication.MultiplySubtract(out EdwardsPoint nonce, s, challenge, key);
        Span<byte> encoded = stackalloc byte[32];
        nonce.EncodePublic(encoded);
        return encoded.SequenceEqual(signature64[..32]);
    }

    // Only canonical encodings are listed: others are refused by the decoding of A and the comparison with R.
    private static bool HasSmallOrder(ReadOnlySpan<byte> encoded)
    {
        U256 y = U256.FromLittleEndian(encoded);
        y.L3 &= long.MaxValue;
        return (y.L0 <= 1 && (y.L1 | y.L2 | y.L3) == 0) || U256.Equal(y, s_minusOne) || U256.Equal(y, s_y8) || U256.Equal(y, s_otherY8);
    }

    private static void Expand(out U256 scalar, Span<byte> expanded, ReadOnlySpan<byte> seed)
    {
        SHA512.HashData(seed, expanded);
        scalar = U256.FromLittleEndian(expanded);
        scalar.L0 &= ~7UL;
        scalar.L3 = (scalar.L3 & 0x7FFFFFFFFFFFFFFF) | 0x4000000000000000;
    }

    private static void Encode(Span<byte> encoded, in U256 scalar)
    {
        BaseComb.Multiply(out EdwardsPoint point, scalar);
        point.Encode(encoded);
        Secret.Clear(ref point);
    }

    // SHA-512(first || second || message) modulo L. One call over one buffer: an incremental hash would allocate.
    private static void HashToScalar(out U256 scalar, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> message)
    {
        int length = checked(first.Length + second.Length + message.Length);
        byte[]? rented = length > StackSize ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> buffer = rented is null ? stackalloc byte[StackSize] : rented;
        buffer = buffer[..length];
        first.CopyTo(buffer);
        second.CopyTo(buffer[first.Length..]);
        message.CopyTo(buffer[(first.Length + second.Length)..]);
        Span<byte> hash = stackalloc byte[64];
        SHA512.HashData(buffer, hash);
        CryptographicOperations.ZeroMemory(buffer);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        Span<ulong> wide = stackalloc ulong[8];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = BinaryPrimitives.ReadUInt64LittleEndian(hash[(8 * i)..]);
        }

        Order.Reduce(out scalar, wide);
        CryptographicOperations.ZeroMemory(hash);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(wide));
    }

    private static void RequireSeed(ReadOnlySpan<byte> seed32)
    {
        if (seed32.Length != KeySize)
        {
            throw new ArgumentException("A seed has 32 bytes.", nameof(seed32));
        }
    }

    private static void Require(int length, int needed, string name)
    {
        if (length < needed)
        {
            throw new ArgumentException($"The destination must hold {needed} bytes.", name);
        }
    }
}
