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
