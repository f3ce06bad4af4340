namespace X402.Cryptography.Tests;

public sealed class Secp256k1BouncyCastleTests
{
    private const int Cases = 10_000;

    [Fact]
    public void Random_cases_agree_with_BouncyCastle()
    {
        Seeded random = new("secp256k1 against BouncyCastle");
        byte[] signature = new byte[64], publicKey = new byte[64], recovered = new byte[64];
        for (int i = 0; i < Cases; i++)
        {
            byte[] key = random.PrivateKey(), digest = random.Bytes(32);
            int recoveryId = Secp256k1.Sign(digest, key, signature);
            Assert.Equal(BouncySecp256k1.Sign(digest, key), signature);
            Secp256k1.PublicKey(key, publicKey);
            Assert.Equal(BouncySecp256k1.PublicKey(key), publicKey);
            Assert.True(BouncySecp256k1.Verify(digest, signature, publicKey));
            Assert.True(Secp256k1.TryRecover(digest, signature, recoveryId, recovered));
            Assert.Equal(BouncySecp256k1.Recover(digest, signature, recoveryId), recovered);

            byte[] other = random.Flip(digest);
            int id = recoveryId ^ (i & 1);
            Assert.Equal(BouncySecp256k1.Verify(other, signature, publicKey), Secp256k1.Verify(other, signature, publicKey));
            Assert.True(Secp256k1.TryRecover(other, signature, id, recovered));
            Assert.Equal(BouncySecp256k1.Recover(other, signature, id), recovered);
        }
    }
}
