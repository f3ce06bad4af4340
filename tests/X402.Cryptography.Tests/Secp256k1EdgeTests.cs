using System.Numerics;

namespace X402.Cryptography.Tests;

public sealed class Secp256k1EdgeTests
{
    private static readonly Seeded s_random = new("secp256k1 edges");

    [Fact]
    public void R_or_s_out_of_range_is_refused()
    {
        BigInteger top = (BigInteger.One << 256) - 1;
        byte[] digest = new byte[32], publicKey = PublicKey(5), recovered = new byte[64];
        foreach (BigInteger r in (BigInteger[])[0, 1, Integers.N - 1, Integers.N, Integers.N + 1, Integers.P, top])
        {
            foreach (BigInteger s in (BigInteger[])[0, 1, (Integers.N - 1) / 2, (Integers.N + 1) / 2, Integers.N - 1, Integers.N, top])
            {
                bool inRange = r.Sign > 0 && r < Integers.N && s.Sign > 0 && s <= (Integers.N - 1) / 2;
                byte[] signature = Pair(r, s);
                for (int id = -1; id < 5; id++)
                {
                    bool found = Secp256k1.TryRecover(digest, signature, id, recovered);
                    Assert.True(!found || (inRange && id is >= 0 and < 4));
                }

                Assert.False(Secp256k1.Verify(digest, signature, publicKey));
            }
        }
    }

    [Fact]
    public void High_s_is_refused_by_verify_and_recover()
    {
        byte[] digest = s_random.Bytes(32), key = s_random.PrivateKey(), signature = new byte[64], publicKey = new byte[64];
        int id = Secp256k1.Sign(digest, key, signature);
        Secp256k1.PublicKey(key, publicKey);
        byte[] high = Pair(Big(signature.AsSpan(0, 32)), Integers.N - Big(signature.AsSpan(32)));
        Assert.True(BouncySecp256k1.Verify(digest, high, publicKey));
        Assert.False(Secp256k1.Verify(digest, high, publicKey));
        Assert.False(Secp256k1.TryRecover(digest, high, id ^ 1, publicKey));
    }

    [Fact]
    public void Recovery_id_2_and_3_mean_an_x_of_n_or_more()
    {
        int found = 0;
        byte[] digest = s_random.Bytes(32), publicKey = new byte[64];
        for (int r = 1; r < 40; r++)
        {
            byte[] signature = Pair(r, 1 + new BigInteger(s_random.Bytes(31), isUnsigned: true));
            for (int id = 2; id < 4; id++)
            {
                byte[]? expected = BouncySecp256k1.Recover(digest, signature, id);
                Assert.Equal(expected is not null, Secp256k1.TryRecover(digest, signature, id, publicKey));
                if (expected is not null)
                {
                    found++;
                    Assert.Equal(expected, publicKey);
                    Assert.True(Secp256k1.Verify(digest, signature, publicKey));
                }
            }
        }

        Assert.InRange(found, 10, 70);
    }

    [Fact]
    public void Recovery_id_2_with_an_x_of_p_or_more_is_refused()
    {
        byte[] publicKey = new byte[64];
        BigInteger first = Integers.P - Integers.N;
        for (int above = 0; above < 20; above++)
        {
            Assert.False(Secp256k1.TryRecover(new byte[32], Pair(first + above, 1), 2, publicKey));
            Assert.False(Secp256k1.TryRecover(new byte[32], Pair(Integers.N - 1 - above, 1), 3, publicKey));
        }
    }

    [Fact]
    public void Recovered_infinity_is_refused()
    {
        // With R = kG and z = s·k, (sR − zG)/r is infinity.
        BigInteger k = Big(s_random.PrivateKey()), s = new(s_random.Bytes(31), isUnsigned: true);
        byte[] point = PublicKey(k);
        byte[] digest = Bytes(s * k % Integers.N), recovered = new byte[64];
        Assert.False(Secp256k1.TryRecover(digest, Pair(Big(point.AsSpan(0, 32)), s), point[63] & 1, recovered));
        Assert.Equal(new byte[64], recovered);
        Assert.True(Secp256k1.TryRecover(digest, Pair(Big(point.AsSpan(0, 32)), s), (point[63] & 1) ^ 1, recovered));
    }

    [Fact]
    public void Verification_that_ends_at_infinity_is_refused()
    {
        BigInteger key = Big(s_random.PrivateKey()), r = Big(s_random.PrivateKey());
        byte[] digest = Bytes(Integers.Mod(-r * key, Integers.N));
        Assert.False(Secp256k1.Verify(digest, Pair(r, 12345), PublicKey(key)));
    }

    [Fact]
    public void Key_off_the_curve_or_not_below_p_is_refused()
    {
        // x = 1 is on the curve, so that 1 + p is the same x in a form that must not pass.
        byte[] digest = s_random.Bytes(32), signature = new byte[64];
        Assert.True(AffinePoint.TryDecompressPublic(out AffinePoint point, new U256(0, 0, 0, 1), odd: false));
        byte[] good = new byte[64];
        point.Write(good);
        Assert.True(AffinePoint.TryParsePublic(out _, good));
        BigInteger y = Big(good.AsSpan(32));
        byte[][] keys = [Pair(1 + Integers.P, y), Pair(1, y + 1), Pair(2, y), Pair(0, 0), Pair(1, 0), Pair(Integers.P, Integers.P)];
        foreach (byte[] bad in keys)
        {
            Assert.False(AffinePoint.TryParsePublic(out _, bad));
            Assert.False(Secp256k1.Verify(digest, Pair(1, 1), bad));
        }

        // A real signature under a key whose y is not its own.
        byte[] key = s_random.PrivateKey(), publicKey = new byte[64];
        Secp256k1.Sign(digest, key, signature);
        Secp256k1.PublicKey(key, publicKey);
        publicKey[63] ^= 1;
        Assert.False(Secp256k1.Verify(digest, signature, publicKey));
    }

    [Fact]
    public void Outside_data_of_another_length_is_refused_and_ours_throws()
    {
        byte[] digest = new byte[32], signature = Pair(1, 1), publicKey = new byte[64];
        foreach (int length in (int[])[0, 1, 32, 63, 65, 128])
        {
            Assert.False(Secp256k1.TryRecover(digest, new byte[length], 0, publicKey));
            Assert.False(Secp256k1.Verify(digest, new byte[length], PublicKey(1)));
            Assert.False(Secp256k1.Verify(digest, signature, new byte[length]));
        }

        Assert.Throws<ArgumentException>("digest32", () => Secp256k1.TryRecover(new byte[31], signature, 0, publicKey));
        Assert.Throws<ArgumentException>("digest32", () => Secp256k1.Verify(new byte[33], signature, publicKey));
        Assert.Throws<ArgumentException>("publicKey64", () => Secp256k1.TryRecover(digest, signature, 0, new byte[63]));
    }

    private static byte[] PublicKey(BigInteger key)
    {
        byte[] publicKey = new byte[64];
        Secp256k1.PublicKey(Bytes(key), publicKey);
        return publicKey;
    }

    private static byte[] Pair(BigInteger r, BigInteger s) => [.. Bytes(r), .. Bytes(s)];

    private static byte[] Bytes(BigInteger value)
    {
        byte[] bytes = new byte[32];
        Integers.ToU256(value).WriteBigEndian(bytes);
        return bytes;
    }

    private static BigInteger Big(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
