using System.Runtime.InteropServices;

namespace X402.Cryptography.Tests;

/// <summary>The C library as Debian ships it (package libsecp256k1-1).</summary>
internal static class LibSecp256k1
{
    private const string Library = "libsecp256k1.so.1";
    private static readonly Lazy<nint> s_context = new(() => secp256k1_context_create(0x301));

    public static void SkipWhenMissing()
    {
        if (!NativeLibrary.TryLoad(Library, out _))
        {
            Assert.Skip(Library + " is not installed (Debian package libsecp256k1-1).");
        }
    }

    public static int Sign(byte[] digest, byte[] privateKey, byte[] signature)
    {
        byte[] opaque = new byte[65];
        Assert.Equal(1, secp256k1_ecdsa_sign_recoverable(s_context.Value, opaque, digest, privateKey, 0, 0));
        Assert.Equal(1, secp256k1_ecdsa_recoverable_signature_serialize_compact(s_context.Value, signature, out int recoveryId, opaque));
        return recoveryId;
    }

    public static bool TryRecover(byte[] digest, byte[] signature, int recoveryId, byte[] publicKey)
    {
        byte[] opaque = new byte[65], point = new byte[64];
        if (secp256k1_ecdsa_recoverable_signature_parse_compact(s_context.Value, opaque, signature, recoveryId) != 1
            || secp256k1_ecdsa_recover(s_context.Value, point, opaque, digest) != 1)
        {
            return false;
        }

        Serialize(point, publicKey);
        return true;
    }

    public static bool Verify(byte[] digest, byte[] signature, byte[] publicKey)
    {
        byte[] opaque = new byte[64], point = new byte[64], key = [4, .. publicKey];
        return secp256k1_ec_pubkey_parse(s_context.Value, point, key, (nuint)key.Length) == 1
            && secp256k1_ecdsa_signature_parse_compact(s_context.Value, opaque, signature) == 1
            && secp256k1_ecdsa_verify(s_context.Value, opaque, digest, point) == 1;
    }

    public static byte[] PublicKey(byte[] privateKey)
    {
        byte[] point = new byte[64], publicKey = new byte[64];
        Assert.Equal(1, secp256k1_ec_pubkey_create(s_context.Value, point, privateKey));
        Serialize(point, publicKey);
        return publicKey;
    }

    private static void Serialize(byte[] point, byte[] publicKey)
    {
        byte[] bytes = new byte[65];
        nuint length = 65;
        Assert.Equal(1, secp256k1_ec_pubkey_serialize(s_context.Value, bytes, ref length, point, 2));
        bytes.AsSpan(1).CopyTo(publicKey);
    }

    [DllImport(Library)]
    private static extern nint secp256k1_context_create(uint flags);

    [DllImport(Library)]
    private static extern int secp256k1_ecdsa_sign_recoverable(
        nint context, byte[] signature, byte[] digest, byte[] privateKey, nint nonceFunction, nint nonceData);

    [DllImport(Library)]
    private static extern int secp256k1_ecdsa_recoverable_signature_serialize_compact(
        nint context, byte[] output, out int recoveryId, byte[] signature);

    [DllImport(Library)]
    private static extern int secp256k1_ecdsa_recoverable_signature_parse_compact(
        nint context, byte[] signature, byte[] input, int recoveryId);

    [DllImport(Library)]
    private static extern int secp256k1_ecdsa_recover(nint context, byte[] point, byte[] signature, byte[] digest);

    [DllImport(Library)]
    private static extern int secp256k1_ec_pubkey_serialize(nint context, byte[] output, ref nuint length, byte[] point, uint flags);

    [DllImport(Library)]
    private static extern int secp256k1_ec_pubkey_parse(nint context, byte[] point, byte[] input, nuint length);

    [DllImport(Library)]
    private static extern int secp256k1_ec_pubkey_create(nint context, byte[] point, byte[] privateKey);

    [DllImport(Library)]
    private static extern int secp256k1_ecdsa_signature_parse_compact(nint context, byte[] signature, byte[] input);

    [DllImport(Library)]
    private static extern int secp256k1_ecdsa_verify(nint context, byte[] signature, byte[] digest, byte[] point);
}
