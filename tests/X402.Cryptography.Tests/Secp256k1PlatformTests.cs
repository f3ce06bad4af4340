using System.Security.Cryptography;

namespace X402.Cryptography.Tests;

public sealed class Secp256k1PlatformTests
{
    private const int Cases = 10_000;

    [Fact]
    public void Random_cases_agree_with_the_platforms_ECDsa()
    {
        Seeded random = new("secp256k1 against ECDsa");
        byte[] signature = new byte[64], publicKey = new byte[64];
        ECCurve curve = ECCurve.CreateFromValue("1.3.132.0.10");
        for (int i = 0; i < Cases / 10; i++)
        {
            byte[] key = random.PrivateKey();
            Secp256k1.PublicKey(key, publicKey);
            ECParameters parameters = new() { Curve = curve, D = key, Q = new() { X = publicKey[..32], Y = publicKey[32..] } };
            using ECDsa platform = ECDsa.Create(parameters);
            for (int j = 0; j < 10; j++)
            {
                byte[] digest = random.Bytes(32);
                Secp256k1.Sign(digest, key, signature);
                Assert.True(platform.VerifyHash(digest, signature));
                byte[] theirs = platform.SignHash(digest);
                Assert.Equal(!IsHigh(theirs), Secp256k1.Verify(digest, theirs, publicKey));
                byte[] other = random.Flip(signature);
                Assert.Equal(!IsHigh(other) && platform.VerifyHash(digest, other), Secp256k1.Verify(digest, other, publicKey));
            }
        }
    }

    private static bool IsHigh(byte[] signature) => U256.LessThan(GroupOrder.HalfN, U256.FromBigEndian(signature.AsSpan(32)));
}
