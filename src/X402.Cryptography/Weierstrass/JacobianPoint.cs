namespace X402.Cryptography;

/// <summary>
/// (X/Z², Y/Z³) with an explicit infinity, for public data only: the additions branch on their operands.
/// Magnitudes are at most 4 for X and Y and 1 for Z.
/// </summary>
internal struct JacobianPoint
{
    public FieldElement X, Y, Z;
    public bool IsInfinity;

    public static JacobianPoint Infinity => new() { IsInfinity = true };

    public static JacobianPoint From(in AffinePoint a) => new() { X = a.X, Y = a.Y, Z = FieldElement.One };

    /// <summary>r = 2a; 3M + 4S (the Explicit-Formulas Database's dbl-2009-l halved, as no doubling of a constant is then left).</summary>
    public static void Double(ref JacobianPoint r, in JacobianPoint a)
    {
        // No point of order two exists, so only infinity doubles to infinity.
        r.IsInfinity = a.IsInfinity;
        if (a.IsInfinity)
        {
            return;
        }

        FieldElement.Multiply(out r.Z, a.Z, a.Y);
        FieldElement.Square(out FieldElement s, a.Y);
        FieldElement.Square(out FieldElement l, a.X);
        FieldElement.Scale(out l, l, 3);
        FieldElement.Half(out l, l); // 3X²/2, magnitude 2
        FieldElement.Negate(out FieldElement t, s, 1);
        FieldElement.Multiply(out t, t, a.X); // −XY²
        FieldElement.Square(out r.X, l);
        FieldElement.Add(out r.X, r.X, t);
        FieldElement.Add(out r.X, r.X, t); // magnitude 3
        FieldElement.Square(out s, s);
        FieldElement.Add(out t, t, r.X); // magnitude 4
        FieldElement.Multiply(out r.Y, t, l);
        FieldElement.Add(out r.Y, r.Y, s);
        FieldElement.Negate(out r.Y, r.Y, 2); // magnitude 3
    }

    /// <summary>
    /// r = a + b; ratio is the factor from a's Z to that of the result, meaningful when neither a nor the result is infinity.
    /// </summary>
    public static void Add(ref JacobianPoint r, in JacobianPoint a, in AffinePoint b, out FieldElement ratio)
    {
        ratio = FieldElement.One;
        if (a.IsInfinity)
        {
            r = From(b);
            return;
        }

        Add(ref r, a, b, a.Z, out ratio);
    }

    /// <summary>
    /// r = a + b where b lives on the curve that the isomorphism by 1/scale maps to that of a: b = (x·scale⁻², …). Mixed addition without
    /// changing b.
    /// </summary>
    public static void AddScaled(ref JacobianPoint r, in JacobianPoint a, in AffinePoint b, in FieldElement scale)
    {
        if (a.IsInfinity)
        {
            FieldElement.Square(out FieldElement square, scale);
            FieldElement.Multiply(out r.X, b.X, square);
            FieldElement.Multiply(out square, square, scale);
            FieldElement.Multiply(out r.Y, b.Y, square);
            r.Z = FieldElement.One;
            r.IsInfinity = false;
            return;
        }

        FieldElement.Multiply(out FieldElement z, a.Z, scale);
        Add(ref r, a, b, z, out _);
    }

    private static void Add(ref JacobianPoint r, in JacobianPoint a, in AffinePoint b, in FieldElement z, out FieldElement h)
    {
        FieldElement.Square(out FieldElement square, z);
        FieldElement.Multiply(out FieldElement u2, b.X, square);
        FieldElement.Multiply(out FieldElement s2, b.Y, square);
        FieldElement.Multiply(out s2, s2, z);
        FieldElement.Negate(out h, a.X, 4);
        FieldElement.Add(out h, h, u2); // magnitude 6
        FieldElement.Negate(out FieldElement i, s2, 1);
        FieldElement.Add(out i, i, a.Y); // magnitude 6
        if (FieldElement.IsZeroPublic(h))
        {
            if (FieldElement.IsZeroPublic(i))
            {
                FieldElement.Scale(out h, a.Y, 1);
                Double(ref r, a);
            }
            else
            {
                r.IsInfinity = true;
            }

            return;
        }

        r.IsInfinity = false;
        FieldElement s1 = a.Y;
        FieldElement.Square(out FieldElement h2, h);
        FieldElement.Negate(out h2, h2, 1); // −H²
        FieldElement.Multiply(out FieldElement h3, h2, h); // −H³
        FieldElement.Multiply(out FieldElement t, a.X, h2);
        FieldElement.Multiply(out r.Z, a.Z, h);
        FieldElement.Square(out r.X, i);
        FieldElement.Add(out r.X, r.X, h3);
        FieldElement.Add(out r.X, r.X, t);
        FieldElement.Add(out r.X, r.X, t); // magnitude 4
        FieldElement.Add(out t, t, r.X); // magnitude 5
        FieldElement.Multiply(out r.Y, t, i);
        FieldElement.Multiply(out h3, h3, s1);
        FieldElement.Add(out r.Y, r.Y, h3); // magnitude 2
    }

    /// <summary>The normalized affine form of a point other than infinity.</summary>
    public readonly void ToAffinePublic(out AffinePoint affine)
    {
        FieldElement.InvertPublic(out FieldElement inverse, Z);
        ToAffine(out affine, inverse);
        FieldElement.Normalize(ref affine.X);
        FieldElement.Normalize(ref affine.Y);
    }

    /// <summary>The affine form by a given 1/Z, magnitude 1.</summary>
    public readonly void ToAffine(out AffinePoint affine, in FieldElement inverse)
    {
        FieldElement.Square(out FieldElement square, inverse);
        FieldElement.Multiply(out affine.X, X, square);
        FieldElement.Multiply(out square, square, inverse);
        FieldElement.Multiply(out affine.Y, Y, square);
    }

    /// <summary>The normalized affine forms of points other than infinity, with one inversion for all.</summary>
    public static void ToAffinePublic(ReadOnlySpan<JacobianPoint> points, Span<AffinePoint> affine)
    {
        FieldElement product = FieldElement.One;
        for (int i = 0; i < points.Length; i++)
        {
            affine[i].X = product;
            FieldElement.Multiply(out product, product, points[i].Z);
        }

        FieldElement.InvertPublic(out FieldElement inverse, product);
        for (int i = points.Length - 1; i >= 0; i--)
        {
            FieldElement.Multiply(out FieldElement own, inverse, affine[i].X);
            FieldElement.Multiply(out inverse, inverse, points[i].Z);
            points[i].ToAffine(out affine[i], own);
            FieldElement.Normalize(ref affine[i].X);
            FieldElement.Normalize(ref affine[i].Y);
        }
    }
}
