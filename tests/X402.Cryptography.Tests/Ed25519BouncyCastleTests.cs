using Bouncy = Org.BouncyCastle.Math.EC.Rfc8032.Ed25519;

namespace X402.Cryptography.Tests;

public sealed class Ed25519BouncyCastleTests
{
    private const int Cases = 10_000;

    [Fact]
    public void Random_cases_agree_with_BouncyCastle()
    {
        Seeded random = new("ed25519 against BouncyCastle");
        byte[] signature = new byte[64], expected = new byte[64], publicKey = new byte[32], expectedKey = new byte[32];
        for (int i = 0; i < Cases; i++)
        {
            byte[] seed = random.Bytes(32), message = random.Bytes(random.Below(200));
            Ed25519.PublicKey(seed, publicKey);
            Bouncy.GeneratePublicKey(seed, 0, expectedKey, 0);
            Assert.Equal(expectedKey, publicKey);
            Ed25519.Sign(message, seed, signature);
            Bouncy.Sign(seed, 0, message, 0, message.Length, expected, 0);
            Assert.Equal(expected, signature);
            Assert.True(Bouncy.Verify(signature, 0, publicKey, 0, message, 0, message.Length));

            byte[] other = random.Flip(signature);
            Assert.Equal(Bouncy.Verify(other, 0, publicKey, 0, message, 0, message.Length), Ed25519.Verify(message, other, publicKey));
        }
    }
}
