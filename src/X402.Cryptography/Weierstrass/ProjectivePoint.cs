namespace X402.Cryptography;

/// <summary>
/// (X/Z, Y/Z), infinity being (0, 1, 0), added by a formula that is complete: no operand needs a special case, so secrets may run through
/// it.
/// Magnitudes are at most 3, 2 and 2.
/// </summary>
internal struct ProjectivePoint
{
    public FieldElement X, Y, Z;

    public static ProjectivePoint Infinity => new() { Y = FieldElement.One };

    /// <summary>a += b; Renes, Costello, Batina 2016, algorithm 8 with 3b = 21; b's coordinates of magnitude up to 2.</summary>
    public static void Add(ref ProjectivePoint a, in AffinePoint b)
    {
        FieldElement.Multiply(out FieldElement xx, a.X, b.X);
        FieldElement.Multiply(out FieldElement yy, a.Y, b.Y);
        FieldElement.Add(out FieldElement cross, b.X, b.Y); // 4
        FieldElement.Add(out FieldElement sum, a.X, a.Y); // 5
        FieldElement.Multiply(out cross, cross, sum);
        FieldElement.Add(out sum, xx, yy);
        FieldElement.Negate(out sum, sum, 2);
        FieldElement.Add(out cross, cross, sum); // X1·Y2 + X2·Y1, magnitude 4
        FieldElement.Multiply(out FieldElement yz, b.Y, a.Z);
        FieldElement.Add(out yz, yz, a.Y); // 3
        FieldElement.Multiply(out FieldElement xz, b.X, a.Z);
        FieldElement.Add(out xz, xz, a.X); // 4
        FieldElement.Scale(out xz, xz, 21);
        FieldElement.NormalizeWeak(ref xz);
        FieldElement.Scale(out FieldElement zz, a.Z, 21);
        FieldElement.NormalizeWeak(ref zz);
        FieldElement.Scale(out xx, xx, 3); // 3
        FieldElement.Add(out FieldElement plus, yy, zz); // 2
        FieldElement.Negate(out zz, zz, 1);
        FieldElement.Add(out FieldElement minus, yy, zz); // 3

        FieldElement.Multiply(out a.X, yz, xz);
        FieldElement.Negate(out a.X, a.X, 1);
        FieldElement.Multiply(out sum, cross, minus);
        FieldElement.Add(out a.X, a.X, sum); // 3
        FieldElement.Multiply(out a.Y, xz, xx);
        FieldElement.Multiply(out sum, minus, plus);
        FieldElement.Add(out a.Y, a.Y, sum); // 2
        FieldElement.Multiply(out a.Z, plus, yz);
        FieldElement.Multiply(out sum, xx, cross);
        FieldElement.Add(out a.Z, a.Z, sum); // 2
    }

    /// <summary>The normalized affine form in constant time; infinity gives (0, 0).</summary>
    public readonly void ToAffine(out AffinePoint affine)
    {
        FieldElement.Invert(out FieldElement inverse, Z);
        FieldElement.Multiply(out affine.X, X, inverse);
        FieldElement.Multiply(out affine.Y, Y, inverse);
        FieldElement.Normalize(ref affine.X);
        FieldElement.Normalize(ref affine.Y);
        Secret.Clear(ref inverse);
    }
}
