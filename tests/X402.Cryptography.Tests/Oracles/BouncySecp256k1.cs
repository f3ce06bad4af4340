using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;

namespace X402.Cryptography.Tests;

/// <summary>BouncyCastle's secp256k1; recovery is put together from its point arithmetic.</summary>
internal static class BouncySecp256k1
{
    private static readonly X9ECParameters s_curve = CustomNamedCurves.GetByName("secp256k1");
    private static readonly ECDomainParameters s_domain = new(s_curve.Curve, s_curve.G, s_curve.N, s_curve.H);

    public static byte[] PublicKey(byte[] privateKey) => Encode(s_domain.G.Multiply(Integer(privateKey)));

    /// <summary>RFC 6979 with SHA-256, s made low.</summary>
    public static byte[] Sign(byte[] digest, byte[] privateKey)
    {
        ECDsaSigner signer = new(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, new ECPrivateKeyParameters(Integer(privateKey), s_domain));
        BigInteger[] pair = signer.GenerateSignature(digest);
        BigInteger s = pair[1].CompareTo(s_domain.N.ShiftRight(1)) > 0 ? s_domain.N.Subtract(pair[1]) : pair[1];
        return [.. Fixed(pair[0]), .. Fixed(s)];
    }

    /// <summary>Accepts a high s, as ECDSA itself does.</summary>
    public static bool Verify(byte[] digest, byte[] signature, byte[] publicKey)
    {
        ECPoint point = s_curve.Curve.DecodePoint([4, .. publicKey]);
        ECDsaSigner signer = new();
        signer.Init(false, new ECPublicKeyParameters(point, s_domain));
        return signer.VerifySignature(digest, Integer(signature.AsSpan(0, 32)), Integer(signature.AsSpan(32)));
    }

    public static byte[]? Recover(byte[] digest, byte[] signature, int recoveryId)
    {
        BigInteger r = Integer(signature.AsSpan(0, 32)), s = Integer(signature.AsSpan(32)), n = s_domain.N;
        BigInteger x = recoveryId > 1 ? r.Add(n) : r;
        if (x.CompareTo(s_curve.Curve.Field.Characteristic) >= 0)
        {
            return null;
        }

        ECPoint nonce;
        try
        {
            nonce = s_curve.Curve.DecodePoint([(byte)(2 + (recoveryId & 1)), .. Fixed(x)]);
        }
        catch (ArgumentException)
        {
            return null;
        }

        BigInteger inverse = r.ModInverse(n);
        BigInteger u1 = Integer(digest).Multiply(inverse).Negate().Mod(n), u2 = s.Multiply(inverse).Mod(n);
        ECPoint key = ECAlgorithms.SumOfTwoMultiplies(s_domain.G, u1, nonce, u2);
        return key.IsInfinity ? null : Encode(key);
    }

    private static byte[] Encode(ECPoint point) => point.Normalize().GetEncoded(false)[1..];

    private static BigInteger Integer(ReadOnlySpan<byte> bytes) => new(1, bytes.ToArray());

    private static byte[] Fixed(BigInteger value)
    {
        byte[] bytes = value.ToByteArrayUnsigned();
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}
