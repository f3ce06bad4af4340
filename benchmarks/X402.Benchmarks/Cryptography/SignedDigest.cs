using System.Security.Cryptography;
using X402.Cryptography;
using X402.Cryptography.Tests;

namespace X402.Benchmarks;

/// <summary>A digest signed on secp256k1, in the forms that the rivals want.</summary>
internal sealed record SignedDigest(byte[] PrivateKey, byte[] PublicKey, byte[] Digest, byte[] Signature, int RecoveryId, ECDsa Bcl)
{
    /// <summary>How many different ones a benchmark goes through in turn, so that branch predictors do not learn one by heart.</summary>
    public const int Count = 256;

    public static SignedDigest[] CreateMany()
    {
        Seeded seeded = new("SignedDigest");
        return [.. Enumerable.Range(0, Count).Select(_ => Create(seeded))];
    }

    private static SignedDigest Create(Seeded seeded)
    {
        byte[] key = seeded.PrivateKey(), publicKey = new byte[64], digest = seeded.Bytes(32), signature = new byte[64];
        Secp256k1.PublicKey(key, publicKey);
        int recoveryId = Secp256k1.Sign(digest, key, signature);
        ECParameters parameters = new()
        {
            Curve = ECCurve.CreateFromOid(new Oid("1.3.132.0.10")),
            D = key,
            Q = new ECPoint { X = publicKey[..32], Y = publicKey[32..] },
        };
        return new(key, publicKey, digest, signature, recoveryId, ECDsa.Create(parameters));
    }
}
