using System.Numerics;
using System.Security.Cryptography;

namespace X402.Cryptography.Tests;

public sealed class Ed25519VerifyTests
{
    private static readonly BigInteger s_p = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger s_order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", null);

    // All eight points of small order, both signs, and the encodings of y of p or more that decode to some of them.
    public static TheoryData<string> SmallOrder =>
    [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ];

    [Theory]
    [MemberData(nameof(SmallOrder))]
    public void Small_order_key_is_refused_for_every_nonce_point(string key)
    {
        // With S = 0 the equation is R = −k·A, which some small-order R fulfils: strictness alone refuses it.
        byte[] publicKey = Convert.FromHexString(key);
        foreach (string nonce in SmallOrder.Select(row => row.Data))
        {
            byte[] signature = [.. Convert.FromHexString(nonce), .. new byte[32]];
            for (byte message = 0; message < 16; message++)
            {
                Assert.False(Ed25519.Verify([message], signature, publicKey));
            }
        }
    }

    [Theory]
    [MemberData(nameof(SmallOrder))]
    public void Small_order_nonce_point_is_refused_though_the_equation_holds(string nonce)
    {
        // S = k·a makes S·B − k·A the identity, so that R = identity would pass a lax check.
        byte[] seed = new Seeded("small order R").Bytes(32), publicKey = new byte[32];
        Ed25519.PublicKey(seed, publicKey);
        byte[] encoded = Convert.FromHexString(nonce), message = [1, 2, 3];
        BigInteger a = Scalar(seed), k = Little(SHA512.HashData([.. encoded, .. publicKey, .. message])) % s_order;
        byte[] signature = [.. encoded, .. Bytes(k * a % s_order)];
        Assert.False(Ed25519.Verify(message, signature, publicKey));
    }

    [Fact]
    public void S_plus_a_multiple_of_the_order_is_refused()
    {
        byte[] seed = new Seeded("malleable S").Bytes(32), publicKey = new byte[32], signature = new byte[64];
        Ed25519.PublicKey(seed, publicKey);
        Ed25519.Sign([7], seed, signature);
        BigInteger s = Little(signature[32..]);
        for (BigInteger more = s + s_order; more < BigInteger.One << 256; more += s_order)
        {
            Assert.False(Ed25519.Verify([7], [.. signature[..32], .. Bytes(more)], publicKey));
        }
    }

    [Fact]
    public void Key_with_y_of_p_or_more_is_refused()
    {
        for (int above = 0; above < 19; above++)
        {
            byte[] key = Bytes(s_p + above), signature = new byte[64];
            Assert.False(EdwardsPoint.TryDecodePublic(out _, key));
            Assert.False(Ed25519.Verify([], signature, key));
            key[31] |= 0x80;
            Assert.False(EdwardsPoint.TryDecodePublic(out _, key));
        }
    }

    [Theory]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void Zero_x_with_the_sign_bit_does_not_decode(string encoded) =>
        Assert.False(EdwardsPoint.TryDecodePublic(out _, Convert.FromHexString(encoded)));

    [Fact]
    public void Torsion_added_to_a_key_changes_the_outcome_as_in_libsodium()
    {
        // A + T for a T of order 8: only the equation with the cofactor would accept what the seed of A signs.
        LibSodium.SkipWhenMissing();
        Seeded random = new("torsion");
        Assert.True(EdwardsPoint.TryDecodePublic(out EdwardsPoint torsion, Convert.FromHexString(SmallOrder.ElementAt(6).Data)));
        byte[] encoded = new byte[32], publicKey = new byte[32];
        int accepted = 0;
        for (int i = 0; i < 64; i++)
        {
            byte[] seed = random.Bytes(32);
            Ed25519.PublicKey(seed, publicKey);
            Assert.True(EdwardsPoint.TryDecodePublic(out EdwardsPoint point, publicKey));
            EdwardsPoint.Add(out CompletedPoint sum, point, new CachedPoint(torsion), subtract: false);
            sum.ToExtended(out point);
            point.EncodePublic(encoded);
            byte[] message = random.Bytes(8), nonceSeed = random.Bytes(32), nonce = new byte[32];
            Ed25519.PublicKey(nonceSeed, nonce);
            BigInteger k = Little(SHA512.HashData([.. nonce, .. encoded, .. message])) % s_order;
            byte[] signature = [.. nonce, .. Bytes((Scalar(nonceSeed) + (k * Scalar(seed))) % s_order)];
            bool valid = Ed25519.Verify(message, signature, encoded);
            Assert.Equal(LibSodium.Verify(message, signature, encoded), valid);
            Assert.Equal(k % 8 == 0, valid);
            accepted += valid ? 1 : 0;
        }

        Assert.InRange(accepted, 1, 63);
    }

    [Theory]
    [InlineData(0, 32)]
    [InlineData(63, 32)]
    [InlineData(65, 32)]
    [InlineData(64, 31)]
    [InlineData(64, 33)]
    public void Signature_or_key_of_another_length_is_refused(int signature, int key) =>
        Assert.False(Ed25519.Verify([], new byte[signature], new byte[key]));

    private static BigInteger Scalar(byte[] seed)
    {
        byte[] half = SHA512.HashData(seed)[..32];
        half[0] &= 248;
        half[31] = (byte)((half[31] & 127) | 64);
        return Little(half);
    }

    private static BigInteger Little(byte[] bytes) => new(bytes, isUnsigned: true);

    private static byte[] Bytes(BigInteger value)
    {
        byte[] bytes = value.ToByteArray(isUnsigned: true);
        return [.. bytes, .. new byte[32 - bytes.Length]];
    }
}
