using System.Runtime.InteropServices;

namespace X402.Cryptography.Tests;

/// <summary>The C library as Debian ships it (package libsodium23).</summary>
internal static class LibSodium
{
    private const string Library = "libsodium.so.23";

    public static void SkipWhenMissing()
    {
        if (!NativeLibrary.TryLoad(Library, out _))
        {
            Assert.Skip(Library + " is not installed (Debian package libsodium23).");
        }

        Assert.True(sodium_init() >= 0);
    }

    public static byte[] PublicKey(byte[] seed)
    {
        byte[] publicKey = new byte[32], secretKey = new byte[64];
        Assert.Equal(0, crypto_sign_ed25519_seed_keypair(publicKey, secretKey, seed));
        return publicKey;
    }

    public static byte[] Sign(byte[] message, byte[] seed)
    {
        byte[] publicKey = new byte[32], secretKey = new byte[64], signature = new byte[64];
        Assert.Equal(0, crypto_sign_ed25519_seed_keypair(publicKey, secretKey, seed));
        Assert.Equal(0, crypto_sign_ed25519_detached(signature, 0, message, (ulong)message.Length, secretKey));
        return signature;
    }

    public static bool Verify(byte[] message, byte[] signature, byte[] publicKey) =>
        crypto_sign_ed25519_verify_detached(signature, message, (ulong)message.Length, publicKey) == 0;

    [DllImport(Library)]
    private static extern int sodium_init();

    [DllImport(Library)]
    private static extern int crypto_sign_ed25519_seed_keypair(byte[] publicKey, byte[] secretKey, byte[] seed);

    [DllImport(Library)]
    private static extern int crypto_sign_ed25519_detached(
        byte[] signature, nint signatureLength, byte[] message, ulong length, byte[] secretKey);

    [DllImport(Library)]
    private static extern int crypto_sign_ed25519_verify_detached(byte[] signature, byte[] message, ulong length, byte[] publicKey);
}
