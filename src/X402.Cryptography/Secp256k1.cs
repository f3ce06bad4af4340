namespace X402.Cryptography;

/// <summary>
/// ECDSA on secp256k1 (SEC 2, section 2.4.1) as Ethereum uses it. Scalars, coordinates and signatures (r||s) are big endian.
/// Signing and key derivation take the same time and touch the same memory whatever the key; verification is for public data.
/// </summary>
public static class Secp256k1
{
    private const int ScalarSize = 32;
    private const int PairSize = 64;

    /// <summary>Whether these bytes are 32 and a scalar from 1 to n − 1.</summary>
    public static bool IsValidPrivateKey(ReadOnlySpan<byte> privateKey)
    {
        if (privateKey.Length != ScalarSize)
        {
            return false;
        }

        U256 key = U256.FromBigEndian(privateKey);
        bool valid = !key.IsZero & U256.LessThan(key, GroupOrder.N);
        Secret.Clear(ref key);
        return valid;
    }

    /// <summary>Writes the public key of a private key as x||y, 64 bytes.</summary>
    /// <exception cref="ArgumentException">The private key is not valid, or the destination is below 64 bytes.</exception>
    public static void PublicKey(ReadOnlySpan<byte> privateKey, Span<byte> uncompressed64)
    {
        RequireDestination(uncompressed64.Length, nameof(uncompressed64));
        RequireKey(privateKey);
        U256 key = U256.FromBigEndian(privateKey);
        GeneratorComb.Multiply(out ProjectivePoint product, key);
        product.ToAffine(out AffinePoint point);
        point.Write(uncompressed64);
        Secret.Clear(ref key);
        Secret.Clear(ref product);
    }

    /// <summary>
    /// Signs a 32-byte digest with the deterministic nonce of RFC 6979 (HMAC-SHA-256) and s at most n/2 (EIP-2). Writes r||s, 64 bytes.
    /// </summary>
    /// <returns>The recovery id: bit 0 is the parity of y of the nonce point, bit 1 whether its x was n or more. Ethereum's v is 27
    /// more.</returns>
    /// <exception cref="ArgumentException">The private key is not valid, the digest is not 32 bytes, or the destination is below 64
    /// bytes.</exception>
    public static int Sign(ReadOnlySpan<byte> digest32, ReadOnlySpan<byte> privateKey, Span<byte> signature64)
    {
        RequireDigest(digest32);
        RequireDestination(signature64.Length, nameof(signature64));
        RequireKey(privateKey);
        U256 key = U256.FromBigEndian(privateKey);
        Digest(out U256 z, digest32);
        Rfc6979 nonces = new(privateKey, z);
        U256 r, s;
        ulong recoveryId;
        do
        {
            nonces.Next(out U256 nonce);
            recoveryId = Sign(out r, out s, z, key, nonce);
            Secret.Clear(ref nonce);
        }
        while (r.IsZero || s.IsZero);

        nonces.Clear();
        Secret.Clear(ref key);
        r.WriteBigEndian(signature64);
        s.WriteBigEndian(signature64[ScalarSize..]);
        return (int)recoveryId;
    }

    /// <summary>
    /// Whether r||s signs the digest under the public key x||y. False for r or s outside 1..n − 1, s above n/2, coordinates outside 0..p −
    /// 1,
    /// a point off the curve, or a signature or key not 64 bytes long.
    /// </summary>
    /// <exception cref="ArgumentException">The digest is not 32 bytes.</exception>
    public static bool Verify(ReadOnlySpan<byte> digest32, ReadOnlySpan<byte> signature64, ReadOnlySpan<byte> publicKey64)
    {
        RequireDigest(digest32);
        if (publicKey64.Length != PairSize
            || !TryParse(signature64, out U256 r, out U256 s)
            || !AffinePoint.TryParsePublic(out AffinePoint key, publicKey64))
        {
            return false;
        }

        Digest(out U256 z, digest32);
        Modulus order = GroupOrder.Modulus;
        order.Inversion.InvertPublic(out U256 inverse, s);
        order.Multiply(out U256 u1, z, inverse);
        order.Multiply(out U256 u2, r, inverse);
        DoubleMultiplication.Multiply(out JacobianPoint point, key, u2, u1);
        if (point.IsInfinity)
        {
            return false;
        }

        // x = X/Z² is compared without the division; as x may be n or more, r + n counts too when it is below p.
        FieldElement.Square(out FieldElement square, point.Z);
        ulong carry = U256.Add(out U256 wrapped, r, GroupOrder.N);
        return HasX(point.X, square, r)
            || (carry == 0 && U256.LessThan(wrapped, FieldElement.P) && HasX(point.X, square, wrapped));
    }

    /// <summary>
    /// Recovers the public key x||y under which r||s signs the digest. False, with nothing written, for r or s outside 1..n − 1, s above
    /// n/2,
    /// a recovery id outside 0..3 or with no such point, a key at infinity, or a signature not 64 bytes long.
    /// </summary>
    /// <exception cref="ArgumentException">The digest is not 32 bytes, or the destination is below 64 bytes.</exception>
    public static bool TryRecover(ReadOnlySpan<byte> digest32, ReadOnlySpan<byte> signature64, int recoveryId, Span<byte> publicKey64)
    {
        RequireDigest(digest32);
        RequireDestination(publicKey64.Length, nameof(publicKey64));
        if (recoveryId is < 0 or > 3 || !TryParse(signature64, out U256 r, out U256 s))
        {
            return false;
        }

        U256 x = r;
        if (recoveryId > 1 && U256.Add(out x, r, GroupOrder.N) != 0)
        {
            return false;
        }

        if (!U256.LessThan(x, FieldElement.P) || !AffinePoint.TryDecompressPublic(out AffinePoint nonce, x, (recoveryId & 1) != 0))
        {
            return false;
        }

        Digest(out U256 z, digest32);
        Modulus order = GroupOrder.Modulus;
        order.Inversion.InvertPublic(out U256 inverse, r);
        order.Multiply(out U256 u1, z, inverse);
        order.Negate(out u1, u1);
        order.Multiply(out U256 u2, s, inverse);
        DoubleMultiplication.Multiply(out JacobianPoint key, nonce, u2, u1);
        if (key.IsInfinity)
        {
            return false;
        }

        key.ToAffinePublic(out AffinePoint affine);
        affine.Write(publicKey64);
        return true;
    }

    // s = (z + r·key)/nonce, made low; r or s is zero when the nonce will not do.
    private static ulong Sign(out U256 r, out U256 s, in U256 z, in U256 key, in U256 nonce)
    {
        Modulus order = GroupOrder.Modulus;
        GeneratorComb.Multiply(out ProjectivePoint product, nonce);
        product.ToAffine(out AffinePoint point);
        U256 x = point.X.ToU256();
        ulong below = U256.Subtract(out _, x, GroupOrder.N);
        order.ReduceOnce(out r, x);
        order.Inversion.Invert(out U256 inverse, nonce);
        order.Multiply(out s, r, key);
        order.Add(out s, s, z);
        order.Multiply(out s, s, inverse);
        ulong high = U256.Subtract(out _, GroupOrder.HalfN, s);
        order.Negate(out U256 opposite, s);
        s = U256.Select(0 - high, opposite, s);
        ulong recoveryId = (point.Y.Parity ^ high) | ((below ^ 1) << 1);
        Secret.Clear(ref product);
        Secret.Clear(ref inverse);
        Secret.Clear(ref opposite);
        return recoveryId;
    }

    private static bool HasX(in FieldElement numerator, in FieldElement denominator, in U256 x)
    {
        FieldElement.Multiply(out FieldElement expected, FieldElement.From(x), denominator);
        FieldElement.Negate(out expected, expected, 1);
        FieldElement.Add(out expected, expected, numerator);
        return FieldElement.IsZeroPublic(expected);
    }

    private static bool TryParse(ReadOnlySpan<byte> signature, out U256 r, out U256 s)
    {
        r = s = default;
        if (signature.Length != PairSize)
        {
            return false;
        }

        r = U256.FromBigEndian(signature);
        s = U256.FromBigEndian(signature[ScalarSize..]);
        return !r.IsZero && U256.LessThan(r, GroupOrder.N) && !s.IsZero && !U256.LessThan(GroupOrder.HalfN, s);
    }

    private static void Digest(out U256 z, ReadOnlySpan<byte> digest32) =>
        GroupOrder.Modulus.ReduceOnce(out z, U256.FromBigEndian(digest32));

    private static void RequireDigest(ReadOnlySpan<byte> digest32)
    {
        if (digest32.Length != ScalarSize)
        {
            throw new ArgumentException("A digest has 32 bytes.", nameof(digest32));
        }
    }

    private static void RequireKey(ReadOnlySpan<byte> privateKey)
    {
        if (!IsValidPrivateKey(privateKey))
        {
            throw new ArgumentException("A private key is 32 bytes, a scalar from 1 to n - 1.", nameof(privateKey));
        }
    }

    private static void RequireDestination(int length, string name)
    {
        if (length < PairSize)
        {
            throw new ArgumentException("The destination must hold 64 bytes.", name);
        }
    }
}
