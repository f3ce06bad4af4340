using X402.Cryptography;
using X402.Evm;

namespace X402.Testing.Contracts;

/// <summary>Signature recovery with the refusals of USDC's library, each with its text.</summary>
internal static class EcRecover
{
    private static readonly UInt256 HalfOrder =
        UInt256.FromBigEndian(Convert.FromHexString("7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0"));

    public static bool TryRecover(Bytes32 digest, ReadOnlySpan<byte> signature, out Address signer, out string? reason)
    {
        signer = default;
        reason = signature.Length != EvmSignature.Size ? "ECRecover: invalid signature length"
            : UInt256.FromBigEndian(signature[32..64]) > HalfOrder ? "ECRecover: invalid signature 's' value"
            : signature[64] is not (27 or 28) ? "ECRecover: invalid signature 'v' value"
            : null;
        if (reason is not null)
            return false;
        Span<byte> key = stackalloc byte[64];
        if (!Secp256k1.TryRecover(digest.Span, signature[..64], signature[64] - 27, key))
        {
            reason = "ECRecover: invalid signature";
            return false;
        }
        signer = Address.FromPublicKey(key);
        return true;
    }
}
