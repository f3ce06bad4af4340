namespace X402.Cryptography.Tests;

public sealed class Ed25519LibSodiumTests
{
    private const int Cases = 10_000;

    [Fact]
    public void Random_cases_agree_with_libsodium()
    {
        LibSodium.SkipWhenMissing();
        Seeded random = new("ed25519 against libsodium");
        byte[] signature = new byte[64], publicKey = new byte[32];
        for (int i = 0; i < Cases; i++)
        {
            byte[] seed = random.Bytes(32), message = random.Bytes(random.Below(200));
            Ed25519.PublicKey(seed, publicKey);
            Ed25519.Sign(message, seed, signature);
            Assert.Equal(LibSodium.PublicKey(seed), publicKey);
            Assert.Equal(LibSodium.Sign(message, seed), signature);
            Assert.True(Ed25519.Verify(message, signature, publicKey));

            byte[] otherSignature = i % 3 == 0 ? random.Flip(signature) : signature;
            byte[] otherKey = (i % 3) switch { 0 => publicKey, 1 => random.Flip(publicKey), _ => random.Bytes(32) };
            Assert.Equal(LibSodium.Verify(message, otherSignature, otherKey), Ed25519.Verify(message, otherSignature, otherKey));
        }
    }
}
