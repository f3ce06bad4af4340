using System.Runtime.InteropServices;

namespace X402.Benchmarks.Rivals;

/// <summary>The C library of Bitcoin Core, as Debian ships it. Signatures are r||s, public keys x||y.</summary>
internal static partial class LibSecp256k1
{
    private const string Library = NativeLibraries.Secp256k1;
    private const uint SignAndVerify = 0x301;
    private const uint Uncompressed = 2;
    private static readonly nint s_context = secp256k1_context_create(SignAndVerify);

    public static int Sign(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> privateKey, Span<byte> signature)
    {
        Span<byte> opaque = stackalloc byte[65];
        _ = secp256k1_ecdsa_sign_recoverable(s_context, opaque, digest, privateKey, 0, 0);
        _ = secp256k1_ecdsa_recoverable_signature_serialize_compact(s_context, signature, out int recoveryId, opaque);
        return recoveryId;
    }

    public static bool TryRecover(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature, int recoveryId, Span<byte> publicKey)
    {
        Span<byte> opaque = stackalloc byte[65];
        Span<byte> point = stackalloc byte[64];
        if (secp256k1_ecdsa_recoverable_signature_parse_compact(s_context, opaque, signature, recoveryId) != 1
            || secp256k1_ecdsa_recover(s_context, point, opaque, digest) != 1)
        {
            return false;
        }

        Span<byte> encoded = stackalloc byte[65];
        nuint length = 65;
        _ = secp256k1_ec_pubkey_serialize(s_context, encoded, ref length, point, Uncompressed);
        encoded[1..].CopyTo(publicKey);
        return true;
    }

    public static bool Verify(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey)
    {
        Span<byte> encoded = stackalloc byte[65];
        Span<byte> point = stackalloc byte[64];
        Span<byte> opaque = stackalloc byte[64];
        encoded[0] = 4;
        publicKey.CopyTo(encoded[1..]);
        return secp256k1_ec_pubkey_parse(s_context, point, encoded, 65) == 1
            && secp256k1_ecdsa_signature_parse_compact(s_context, opaque, signature) == 1
            && secp256k1_ecdsa_verify(s_context, opaque, digest, point) == 1;
    }

    [LibraryImport(Library)]
    private static partial nint secp256k1_context_create(uint flags);

    [LibraryImport(Library)]
    private static partial int secp256k1_ecdsa_sign_recoverable(
        nint context, Span<byte> signature, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> privateKey, nint nonceFunction, nint nonceData);

    [LibraryImport(Library)]
    private static partial int secp256k1_ecdsa_recoverable_signature_serialize_compact(
        nint context, Span<byte> output, out int recoveryId, ReadOnlySpan<byte> signature);

    [LibraryImport(Library)]
    private static partial int secp256k1_ecdsa_recoverable_signature_parse_compact(
        nint context, Span<byte> signature, ReadOnlySpan<byte> input, int recoveryId);

    [LibraryImport(Library)]
    private static partial int secp256k1_ecdsa_recover(nint context, Span<byte> point, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> digest);

    [LibraryImport(Library)]
    private static partial int secp256k1_ec_pubkey_serialize(nint context, Span<byte> output, ref nuint length, ReadOnlySpan<byte> point, uint flags);

    [LibraryImport(Library)]
    private static partial int secp256k1_ec_pubkey_parse(nint context, Span<byte> point, ReadOnlySpan<byte> input, nuint length);

    [LibraryImport(Library)]
    private static partial int secp256k1_ecdsa_signature_parse_compact(nint context, Span<byte> signature, ReadOnlySpan<byte> input);

    [LibraryImport(Library)]
    private static partial int secp256k1_ecdsa_verify(nint context, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> point);
}
