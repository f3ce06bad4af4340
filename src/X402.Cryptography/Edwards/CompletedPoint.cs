namespace X402.Cryptography;

/// <summary>(X/Z, Y/T): what an addition leaves before the products that make an <see cref="EdwardsPoint"/>. Limbs below 2^54.</summary>
internal struct CompletedPoint
{
    public FieldElement25519 X, Y, Z, T;

    /// <summary>All four coordinates.</summary>
    public readonly void ToExtended(out EdwardsPoint r)
    {
        FieldElement25519.Multiply(out r.X, X, T);
        FieldElement25519.Multiply(out r.Y, Y, Z);
        FieldElement25519.Multiply(out r.Z, Z, T);
        FieldElement25519.Multiply(out r.T, X, Y);
    }

    /// <summary>All but T, which a doubling does not read.</summary>
    public readonly void ToProjective(ref EdwardsPoint r)
    {
        FieldElement25519.Multiply(out r.X, X, T);
        FieldElement25519.Multiply(out r.Y, Y, Z);
        FieldElement25519.Multiply(out r.Z, Z, T);
    }
}
