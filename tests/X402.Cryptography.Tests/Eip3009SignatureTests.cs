using System.Text.Json;

namespace X402.Cryptography.Tests;

public sealed class Eip3009SignatureTests
{
    [Fact]
    public void Authorization_digest_signs_and_recovers_as_recorded()
    {
        foreach (JsonElement vector in Vectors.Own("eip3009.json").EnumerateArray())
        {
            byte[] digest = vector.Bytes("digest"), key = vector.Bytes("privateKey");
            byte[] expected = [.. vector.Bytes("r"), .. vector.Bytes("s")];
            int recoveryId = vector.GetProperty("v").GetInt32() - 27;
            byte[] signature = new byte[64], publicKey = new byte[64];
            Assert.Equal(recoveryId, Secp256k1.Sign(digest, key, signature));
            Assert.Equal(expected, signature);
            Assert.True(Secp256k1.TryRecover(digest, signature, recoveryId, publicKey));
            Assert.Equal(vector.Bytes("recovered"), Keccak256.HashData(publicKey)[12..]);
            Assert.True(Secp256k1.Verify(digest, signature, publicKey));
        }
    }
}
