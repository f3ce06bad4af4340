namespace X402.Cryptography.Tests;

public sealed class Secp256k1LibSecp256k1Tests
{
    private const int Cases = 10_000;

    [Fact]
    public void Random_cases_agree_with_libsecp256k1()
    {
        LibSecp256k1.SkipWhenMissing();
        Seeded random = new("secp256k1 against libsecp256k1");
        byte[] signature = new byte[64], expected = new byte[64], publicKey = new byte[64], recovered = new byte[64], theirs = new byte[64];
        for (int i = 0; i < Cases; i++)
        {
            byte[] key = random.PrivateKey(), digest = random.Bytes(32);
            int recoveryId = Secp256k1.Sign(digest, key, signature);
            Assert.Equal(LibSecp256k1.Sign(digest, key, expected), recoveryId);
            Assert.Equal(expected, signature);
            Secp256k1.PublicKey(key, publicKey);
            Assert.Equal(LibSecp256k1.PublicKey(key), publicKey);
            Assert.True(Secp256k1.Verify(digest, signature, publicKey));
            Assert.True(LibSecp256k1.Verify(digest, signature, publicKey));
            Assert.True(Secp256k1.TryRecover(digest, signature, recoveryId, recovered));
            Assert.Equal(publicKey, recovered);

            byte[] other = i % 2 == 0 ? random.Flip(signature) : random.Bytes(64);
            int id = random.Below(4);
            Assert.Equal(LibSecp256k1.Verify(digest, other, publicKey), Secp256k1.Verify(digest, other, publicKey));
            bool found = Secp256k1.TryRecover(digest, other, id, recovered);
            Assert.Equal(LibSecp256k1.TryRecover(digest, other, id, theirs) && !IsHigh(other), found);
            if (found)
            {
                Assert.Equal(theirs, recovered);
            }
        }
    }

    private static bool IsHigh(byte[] signature) => U256.LessThan(GroupOrder.HalfN, U256.FromBigEndian(signature.AsSpan(32)));
}
