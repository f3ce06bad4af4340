namespace X402.Cryptography.Tests;

public sealed class AllocationTests
{
    private static readonly byte[] s_digest = new Seeded("allocation digest").Bytes(32);
    private static readonly byte[] s_key = new Seeded("allocation key").PrivateKey();
    private static readonly byte[] s_output = new byte[64];

    [Fact]
    public void Hashing_allocates_nothing()
    {
        byte[] message = new byte[1000];
        AssertNothing(() => Keccak256.HashData(message, s_output));
    }

    [Fact]
    public void Recovery_allocates_nothing()
    {
        byte[] signature = new byte[64];
        int id = Secp256k1.Sign(s_digest, s_key, signature);
        AssertNothing(() => Assert.True(Secp256k1.TryRecover(s_digest, signature, id, s_output)));
    }

    [Fact]
    public void Ecdsa_verification_allocates_nothing()
    {
        byte[] signature = new byte[64], publicKey = new byte[64];
        Secp256k1.Sign(s_digest, s_key, signature);
        Secp256k1.PublicKey(s_key, publicKey);
        AssertNothing(() => Assert.True(Secp256k1.Verify(s_digest, signature, publicKey)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(960)]
    [InlineData(5000)]
    public void Ed25519_verification_allocates_nothing(int length)
    {
        byte[] message = new byte[length], signature = new byte[64], publicKey = new byte[32];
        Ed25519.Sign(message, s_key, signature);
        Ed25519.PublicKey(s_key, publicKey);
        AssertNothing(() => Assert.True(Ed25519.Verify(message, signature, publicKey)));
    }

    private static void AssertNothing(Action operation)
    {
        for (int i = 0; i < 50; i++)
        {
            operation();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            operation();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
