namespace X402.Cryptography;

/// <summary>An affine point made ready to be added: y + x, y − x and 2dxy.</summary>
internal struct PrecomputedPoint
{
    public FieldElement25519 Sum, Difference, T2D;

    /// <summary>Converts public points with one inversion for all.</summary>
    public static PrecomputedPoint[] FromPublic(ReadOnlySpan<EdwardsPoint> points)
    {
        PrecomputedPoint[] result = new PrecomputedPoint[points.Length];
        FieldElement25519 product = FieldElement25519.One;
        for (int i = 0; i < points.Length; i++)
        {
            result[i].Sum = product;
            FieldElement25519.Multiply(out product, product, points[i].Z);
        }

        FieldElement25519.InvertPublic(out FieldElement25519 inverse, product);
        for (int i = points.Length - 1; i >= 0; i--)
        {
            FieldElement25519.Multiply(out FieldElement25519 own, inverse, result[i].Sum);
            FieldElement25519.Multiply(out inverse, inverse, points[i].Z);
            EdwardsPoint affine = new() { Z = FieldElement25519.One };
            FieldElement25519.Multiply(out affine.X, points[i].X, own);
            FieldElement25519.Multiply(out affine.Y, points[i].Y, own);
            FieldElement25519.Multiply(out affine.T, affine.X, affine.Y);
            CachedPoint cached = new(affine);
            result[i] = new PrecomputedPoint { Sum = cached.Sum, Difference = cached.Difference, T2D = cached.T2D };
        }

        return result;
    }
}
