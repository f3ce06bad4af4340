using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;

namespace X402.Cryptography.Tests;

public sealed class WycheproofTests
{
    [Theory]
    [InlineData("ecdsa_secp256k1_sha256_bitcoin_test.json", 463)]
    [InlineData("ecdsa_secp256k1_sha256_test.json", 476)]
    [InlineData("ecdsa_secp256k1_sha256_p1363_test.json", 252)]
    public void Ecdsa_signature_is_valid_exactly_when_Wycheproof_says_so_and_s_is_low(string file, int count)
    {
        bool fixedLength = file.Contains("p1363", StringComparison.Ordinal);
        int seen = 0;
        foreach (JsonElement group in Vectors.Wycheproof(file).GetProperty("testGroups").EnumerateArray())
        {
            byte[] publicKey = group.GetProperty("publicKey").Bytes("uncompressed")[1..];
            foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
            {
                seen++;
                byte[] digest = SHA256.HashData(test.Bytes("msg"));
                byte[]? signature = fixedLength ? test.Bytes("sig") : FromDer(test.Bytes("sig"));
                bool valid = test.IsValid() && !U256.LessThan(GroupOrder.HalfN, U256.FromBigEndian(signature.AsSpan(32)));
                Assert.True(valid == (signature is not null && Secp256k1.Verify(digest, signature, publicKey)), test.Describe());
                Assert.True(valid == Recovers(digest, signature, publicKey), test.Describe());
            }
        }

        Assert.Equal(count, seen);
    }

    [Fact]
    public void Ed25519_signature_is_valid_exactly_when_Wycheproof_says_so()
    {
        int seen = 0;
        foreach (JsonElement group in Vectors.Wycheproof("ed25519_test.json").GetProperty("testGroups").EnumerateArray())
        {
            byte[] publicKey = group.GetProperty("publicKey").Bytes("pk");
            foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
            {
                seen++;
                Assert.True(test.IsValid() == Ed25519.Verify(test.Bytes("msg"), test.Bytes("sig"), publicKey), test.Describe());
            }
        }

        Assert.Equal(151, seen);
    }

    private static bool Recovers(byte[] digest, byte[]? signature, byte[] publicKey)
    {
        byte[] recovered = new byte[64];
        return Enumerable.Range(0, 4).Any(id =>
            Secp256k1.TryRecover(digest, signature, id, recovered) && recovered.AsSpan().SequenceEqual(publicKey));
    }

    // r||s of a strict DER signature whose integers fit; anything else is no signature for us.
    private static byte[]? FromDer(byte[] der)
    {
        try
        {
            AsnReader reader = new(der, AsnEncodingRules.DER);
            AsnReader pair = reader.ReadSequence();
            BigInteger r = pair.ReadInteger(), s = pair.ReadInteger();
            pair.ThrowIfNotEmpty();
            reader.ThrowIfNotEmpty();
            byte[] signature = new byte[64];
            return Write(r, signature.AsSpan(0, 32)) && Write(s, signature.AsSpan(32)) ? signature : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static bool Write(BigInteger value, Span<byte> bytes)
    {
        if (value.Sign < 0 || value.GetByteCount(isUnsigned: true) > bytes.Length)
        {
            return false;
        }

        byte[] written = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        written.CopyTo(bytes[^written.Length..]);
        return true;
    }
}
