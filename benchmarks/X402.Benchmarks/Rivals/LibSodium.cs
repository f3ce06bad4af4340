using System.Runtime.InteropServices;

namespace X402.Benchmarks.Rivals;

/// <summary>libsodium's Ed25519, as Debian ships it. A secret key is seed||public key.</summary>
internal static partial class LibSodium
{
    private const string Library = NativeLibraries.Sodium;

    public static bool Sign(ReadOnlySpan<byte> message, ReadOnlySpan<byte> secretKey, Span<byte> signature) =>
        crypto_sign_ed25519_detached(signature, 0, message, (ulong)message.Length, secretKey) == 0;

    public static bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey) =>
        crypto_sign_ed25519_verify_detached(signature, message, (ulong)message.Length, publicKey) == 0;

    [LibraryImport(Library)]
    public static partial int sodium_init();

    [LibraryImport(Library)]
    private static partial int crypto_sign_ed25519_detached(
        Span<byte> signature, nint signatureLength, ReadOnlySpan<byte> message, ulong length, ReadOnlySpan<byte> secretKey);

    [LibraryImport(Library)]
    private static partial int crypto_sign_ed25519_verify_detached(
        ReadOnlySpan<byte> signature, ReadOnlySpan<byte> message, ulong length, ReadOnlySpan<byte> publicKey);
}
