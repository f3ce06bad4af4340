namespace X402.Evm;

/// <summary>
/// A 65-byte ECDSA signature over secp256k1: <c>r ‖ s ‖ v</c>, r and s big endian. <paramref name="V"/> is 27 or 28.
/// </summary>
/// <param name="R">The r value.</param>
/// <param name="S">The s value; low (at most n/2) in everything that this library makes.</param>
/// <param name="V">27 or 28.</param>
public readonly record struct EvmSignature(Bytes32 R, Bytes32 S, byte V)
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 65;

    /// <summary>
    /// Reads <c>ECDSA-Sig-Value</c> (RFC 3279 section 2.2.3) in strict DER, as cloud KMS return it: r and s from 1 to 2^256 − 1. V is then 0,
    /// unknown; <see cref="EvmSigner.FromDelegate"/> finds it. False for anything else.
    /// </summary>
    public static bool TryFromDer(ReadOnlySpan<byte> der, out EvmSignature signature)
    {
        signature = default;
        if (der.Length < 2 || der[0] != 0x30 || der[1] != der.Length - 2 || der[1] > 70)
            return false;
        var rest = der[2..];
        if (!TryReadInteger(ref rest, out var r) || !TryReadInteger(ref rest, out var s) || !rest.IsEmpty)
            return false;
        signature = new(r, s, 0);
        return true;
    }

    private static bool TryReadInteger(ref ReadOnlySpan<byte> der, out Bytes32 value)
    {
        value = default;
        if (der.Length < 3 || der[0] != 0x02 || der[1] is 0 or > 33 || der[1] > der.Length - 2)
            return false;
        var digits = der.Slice(2, der[1]);
        der = der[(2 + digits.Length)..];
        if (digits[0] == 0)
        {
            // One zero, only before a digit that would read as a sign: the number 0 falls here too.
            if (digits.Length == 1 || digits[1] < 0x80)
                return false;
            digits = digits[1..];
        }
        else if (digits[0] >= 0x80)
        {
            return false;
        }
        if (digits.Length > 32)
            return false;
        Span<byte> bytes = stackalloc byte[32];
        digits.CopyTo(bytes[(32 - digits.Length)..]);
        value = new(bytes);
        return true;
    }

    /// <summary>The 65 bytes r ‖ s ‖ v.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        R.Span.CopyTo(bytes);
        S.Span.CopyTo(bytes.AsSpan(32));
        bytes[64] = V;
        return bytes;
    }

    /// <summary><c>0x</c> and 130 hex digits.</summary>
    public override string ToString() => Hex.Encode(ToArray());
}
