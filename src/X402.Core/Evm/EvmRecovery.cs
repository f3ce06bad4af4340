using X402.Cryptography;

namespace X402.Evm;

/// <summary>Who signed: recovery of an account from an ECDSA signature.</summary>
public static class EvmRecovery
{
    private static readonly UInt256 Order = UInt256.FromBigEndian(
        Convert.FromHexString("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141"));

    private static readonly UInt256 HalfOrder = Order.DivideBy(2, out _);

    /// <summary>
    /// Recovers from the 65 bytes r ‖ s ‖ v, v being 0, 1, 27 or 28. False for any other length or v, r or s out of range, a high s (EIP-2:
    /// tokens revert on it, and two spellings of one signature must not exist), or when there is no such key.
    /// </summary>
    public static bool TryRecover(Bytes32 digest, ReadOnlySpan<byte> signature65, out Address address)
    {
        address = default;
        if (signature65.Length != EvmSignature.Size)
            return false;
        var recoveryId = signature65[64] switch { 0 or 27 => 0, 1 or 28 => 1, _ => -1 };
        Span<byte> publicKey = stackalloc byte[64];
        if (recoveryId < 0 || !Secp256k1.TryRecover(digest.Span, signature65[..64], recoveryId, publicKey))
            return false;
        address = Address.FromPublicKey(publicKey);
        return true;
    }

    /// <summary>The signature of <paramref name="signer"/> that these r and s make: s made low, v found by recovery. Null when there is none.</summary>
    internal static EvmSignature? Normalize(Bytes32 digest, Bytes32 r, Bytes32 s, Address signer)
    {
        Span<byte> signature = stackalloc byte[EvmSignature.Size];
        r.Span.CopyTo(signature);
        s.Span.CopyTo(signature[32..]);
        var number = UInt256.FromBigEndian(s.Span);
        if (number > HalfOrder && number < Order)
            (Order - number).WriteBigEndian(signature[32..64]);
        for (byte v = 27; v <= 28; v++)
        {
            signature[64] = v;
            if (TryRecover(digest, signature, out var address) && address == signer)
                return new(r, new(signature[32..64]), v);
        }
        return null;
    }
}
