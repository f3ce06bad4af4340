using System.Security.Cryptography;
using System.Text;

namespace X402.Cryptography.Tests;

public sealed class Secp256k1SignTests
{
    // Published with several Bitcoin libraries: RFC 6979 with SHA-256 over the SHA-256 of a text.
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001", "Satoshi Nakamoto",
        "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d82442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001",
        "All those moments will be lost in time, like tears in rain. Time to die...",
        "8600dbd41e348fe5c9465ab92d23e3db8b98b873beecd930736488696438cb6b547fe64427496db33bf66019dacbf0039c04199abb0122918601db38a72cfc21")]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140", "Satoshi Nakamoto",
        "fd567d121db66e382991534ada77a6bd3106f0a1098c231e47993447cd6af2d06b39cd0eb1bc8603e159ef5c20a5c8ad685a45b06ce9bebed3f153d10d93bed5")]
    [InlineData("f8b8af8ce3c7cca5e300d33939540c10d45ce001b8f252bfbc57ba0342904181", "Alan Turing",
        "7063ae83e7f62bbb171798131b4a0564b956930092b33b07b395615d9ec7e15c58dfcc1e00a35e1572f366ffe34ba0fc47db1e7189759b9fb233c5b05ab388ea")]
    [InlineData("e91671c46231f833a6406ccbea0e3e392c76c167bac1cb013f6f1013980455c2",
        "There is a computer disease that anybody who works with computers knows about. It's a very serious disease and it "
        + "interferes completely with the work. The trouble with computers is that you 'play' with them!",
        "b552edd27580141f3b2a5463048cb7cd3e047b97c9f98076c32dbdf85a68718b279fa72dd19bfae05577e06c7c0c1900c371fcd5893f7e1d56a37d30174671f6")]
    public void Published_key_and_text_give_the_published_signature(string key, string text, string expected)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        byte[] signature = new byte[64];
        Secp256k1.Sign(digest, Convert.FromHexString(key), signature);
        Assert.Equal(expected, Convert.ToHexStringLower(signature));
    }

    [Theory]
    [InlineData("01",
        "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8")]
    [InlineData("02",
        "c6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee51ae168fea63dc339a3c58419466ceaeef7f632653266d0e1236431a950cfe52a")]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140",
        "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798b7c52588d95c3b9aa25b0403f1eef75702e84bb7597aabe663b82f6f04ef2777")]
    public void Known_private_key_has_its_published_public_key(string key, string expected)
    {
        byte[] publicKey = new byte[64];
        Secp256k1.PublicKey(Convert.FromHexString(key.PadLeft(64, '0')), publicKey);
        Assert.Equal(expected, Convert.ToHexStringLower(publicKey));
    }

    [Theory]
    [InlineData("00")]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void Private_key_out_of_range_is_refused(string hex)
    {
        byte[] key = Convert.FromHexString(hex.PadLeft(64, '0'));
        Assert.False(Secp256k1.IsValidPrivateKey(key));
        Assert.Throws<ArgumentException>("privateKey", () => Secp256k1.PublicKey(key, new byte[64]));
        Assert.Throws<ArgumentException>("privateKey", () => Secp256k1.Sign(new byte[32], key, new byte[64]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Private_key_of_another_length_is_refused(int length)
    {
        byte[] key = new byte[length];
        key.AsSpan().Fill(1);
        Assert.False(Secp256k1.IsValidPrivateKey(key));
        Assert.Throws<ArgumentException>("privateKey", () => Secp256k1.Sign(new byte[32], key, new byte[64]));
    }

    [Fact]
    public void Digest_or_destination_of_a_wrong_length_is_refused()
    {
        byte[] key = new Seeded("lengths").PrivateKey();
        Assert.Throws<ArgumentException>("digest32", () => Secp256k1.Sign(new byte[31], key, new byte[64]));
        Assert.Throws<ArgumentException>("signature64", () => Secp256k1.Sign(new byte[32], key, new byte[63]));
        Assert.Throws<ArgumentException>("uncompressed64", () => Secp256k1.PublicKey(key, new byte[63]));
    }

    // Digests of n and more are reduced before they reach the nonce (RFC 6979, bits2octets) and the equation.
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140")]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364142")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void Edge_digest_signs_as_in_BouncyCastle_and_recovers(string hex)
    {
        byte[] digest = Convert.FromHexString(hex), key = new Seeded("edge digests").PrivateKey();
        byte[] signature = new byte[64], publicKey = new byte[64], recovered = new byte[64];
        int recoveryId = Secp256k1.Sign(digest, key, signature);
        Secp256k1.PublicKey(key, publicKey);
        Assert.Equal(BouncySecp256k1.Sign(digest, key), signature);
        Assert.True(Secp256k1.Verify(digest, signature, publicKey));
        Assert.True(Secp256k1.TryRecover(digest, signature, recoveryId, recovered));
        Assert.Equal(publicKey, recovered);
    }
}
