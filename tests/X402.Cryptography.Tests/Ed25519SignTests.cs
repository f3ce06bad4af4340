using System.Text.Json;

namespace X402.Cryptography.Tests;

public sealed class Ed25519SignTests
{
    [Fact]
    public void Vectors_of_RFC_8032_section_7_1_sign_and_verify()
    {
        foreach (JsonElement vector in Vectors.Own("rfc8032.json").EnumerateArray())
        {
            byte[] seed = vector.Bytes("seed"), message = vector.Bytes("message"), publicKey = new byte[32], signature = new byte[64];
            Ed25519.PublicKey(seed, publicKey);
            Ed25519.Sign(message, seed, signature);
            Assert.Equal(vector.Bytes("publicKey"), publicKey);
            Assert.Equal(vector.Bytes("signature"), signature);
            Assert.True(Ed25519.Verify(message, signature, publicKey));
        }
    }

    [Fact]
    public void Seed_or_destination_of_a_wrong_length_is_refused()
    {
        Assert.Throws<ArgumentException>("seed32", () => Ed25519.Sign([], new byte[31], new byte[64]));
        Assert.Throws<ArgumentException>("signature64", () => Ed25519.Sign([], new byte[32], new byte[63]));
        Assert.Throws<ArgumentException>("seed32", () => Ed25519.PublicKey(new byte[33], new byte[32]));
        Assert.Throws<ArgumentException>("publicKey32", () => Ed25519.PublicKey(new byte[32], new byte[31]));
    }

    [Theory]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(100_000)]
    public void Long_message_signs_as_in_BouncyCastle(int length)
    {
        Seeded random = new("ed25519 long messages");
        byte[] seed = random.Bytes(32), message = random.Bytes(length), signature = new byte[64], expected = new byte[64];
        Ed25519.Sign(message, seed, signature);
        Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.Sign(seed, 0, message, 0, message.Length, expected, 0);
        Assert.Equal(expected, signature);
    }
}
