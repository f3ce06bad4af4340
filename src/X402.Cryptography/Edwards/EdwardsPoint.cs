namespace X402.Cryptography;

/// <summary>
/// A point of −x² + y² = 1 + dx²y² modulo 2^255 − 19 as (X/Z, Y/Z) with T = XY/Z. The formulas (Hisil, Wong, Carter, Dawson 2008) are
/// complete:
/// no operand needs a special case. Coordinates are reduced.
/// </summary>
internal struct EdwardsPoint
{
    public FieldElement25519 X, Y, Z, T;

    private static FieldElement25519 D => new()
    {
        N0 = 0x34DCA135978A3, N1 = 0x1A8283B156EBD, N2 = 0x5E7A26001C029, N3 = 0x739C663A03CBB, N4 = 0x52036CEE2B6FF,
    };

    private static FieldElement25519 RootOfMinusOne => new()
    {
        N0 = 0x61B274A0EA0B0, N1 = 0x0D5A5FC8F189D, N2 = 0x7EF5E9CBD0C60, N3 = 0x78595A6804C9E, N4 = 0x2B8324804FC1D,
    };

    public static EdwardsPoint Identity => new() { Y = FieldElement25519.One, Z = FieldElement25519.One };

    public static EdwardsPoint Generator
    {
        get
        {
            EdwardsPoint b = new()
            {
                X = new() { N0 = 0x62D608F25D51A, N1 = 0x412A4B4F6592A, N2 = 0x75B7171A4B31D, N3 = 0x1FF60527118FE, N4 = 0x216936D3CD6E5 },
                Y = new() { N0 = 0x6666666666658, N1 = 0x4CCCCCCCCCCCC, N2 = 0x1999999999999, N3 = 0x3333333333333, N4 = 0x6666666666666 },
                Z = FieldElement25519.One,
            };
            FieldElement25519.Multiply(out b.T, b.X, b.Y);
            return b;
        }
    }

    /// <summary>
    /// Decodes by RFC 8032 section 5.1.3; false for y of p or more, for x = 0 with the sign bit set, and when no point has this y.
    /// </summary>
    public static bool TryDecodePublic(out EdwardsPoint point, ReadOnlySpan<byte> encoded)
    {
        U256 y = U256.FromLittleEndian(encoded);
        bool odd = y.L3 >> 63 != 0;
        y.L3 &= long.MaxValue;
        point = Identity;
        if (!U256.LessThan(y, FieldElement25519.P))
        {
            return false;
        }

        point.Y = FieldElement25519.From(y);
        FieldElement25519 one = FieldElement25519.One;
        FieldElement25519.Square(out FieldElement25519 u, point.Y);
        FieldElement25519.Multiply(out FieldElement25519 v, u, D);
        FieldElement25519.Subtract(out u, u, one);
        FieldElement25519.Add(out v, v, one);

        // x = uv³(uv⁷)^((p − 5)/8) is a root of u/v, or of −u/v and then √−1 times too small.
        FieldElement25519.Square(out FieldElement25519 v3, v);
        FieldElement25519.Multiply(out v3, v3, v);
        FieldElement25519.Square(out FieldElement25519 t, v3);
        FieldElement25519.Multiply(out t, t, v);
        FieldElement25519.Multiply(out t, t, u);
        FieldElement25519.PowerForRoot(out t, t);
        FieldElement25519.Multiply(out t, t, v3);
        FieldElement25519.Multiply(out point.X, t, u);
        FieldElement25519.Square(out t, point.X);
        FieldElement25519.Multiply(out t, t, v);
        if (!FieldElement25519.EqualPublic(t, u))
        {
            FieldElement25519.Add(out t, t, u);
            if (!FieldElement25519.EqualPublic(t, default))
            {
                return false;
            }

            FieldElement25519.Multiply(out point.X, point.X, RootOfMinusOne);
        }

        FieldElement25519.Normalize(out U256 x, point.X);
        if (x.IsZero && odd)
        {
            return false;
        }

        if (x.IsOdd != odd)
        {
            FieldElement25519.Subtract(out t, default, point.X);
            FieldElement25519.Multiply(out point.X, t, one);
        }

        FieldElement25519.Multiply(out point.T, point.X, point.Y);
        return true;
    }

    /// <summary>The canonical encoding; in constant time.</summary>
    public readonly void Encode(Span<byte> encoded)
    {
        FieldElement25519.Invert(out FieldElement25519 inverse, Z);
        Encode(encoded, inverse);
        Secret.Clear(ref inverse);
    }

    /// <summary>The canonical encoding of a public point.</summary>
    public readonly void EncodePublic(Span<byte> encoded)
    {
        FieldElement25519.InvertPublic(out FieldElement25519 inverse, Z);
        Encode(encoded, inverse);
    }

    private readonly void Encode(Span<byte> encoded, in FieldElement25519 inverse)
    {
        FieldElement25519.Multiply(out FieldElement25519 x, X, inverse);
        FieldElement25519.Multiply(out FieldElement25519 y, Y, inverse);
        FieldElement25519.Normalize(out U256 oddness, x);
        FieldElement25519.Normalize(out U256 value, y);
        value.L3 |= oddness.L0 << 63;
        value.WriteLittleEndian(encoded);
    }

    /// <summary>r = 2a; T of a is not read.</summary>
    public static void Double(out CompletedPoint r, in EdwardsPoint a)
    {
        FieldElement25519.Square(out FieldElement25519 xx, a.X);
        FieldElement25519.Square(out FieldElement25519 yy, a.Y);
        FieldElement25519.Square(out FieldElement25519 zz, a.Z);
        FieldElement25519.Add(out FieldElement25519 sum, a.X, a.Y);
        FieldElement25519.Square(out sum, sum);
        FieldElement25519.Add(out r.Y, yy, xx);
        FieldElement25519.Subtract(out r.Z, yy, xx);
        FieldElement25519.SubtractWide(out r.X, sum, r.Y);
        FieldElement25519.Add(out zz, zz, zz);
        FieldElement25519.SubtractWide(out r.T, zz, r.Z);
    }

    /// <summary>r = a + b, or a − b.</summary>
    public static void Add(out CompletedPoint r, in EdwardsPoint a, in CachedPoint b, bool subtract)
    {
        FieldElement25519.Multiply(out FieldElement25519 zz, a.Z, b.Z);
        FieldElement25519.Add(out zz, zz, zz);
        Combine(out r, a, subtract ? b.Difference : b.Sum, subtract ? b.Sum : b.Difference, b.T2D, zz, subtract);
    }

    /// <summary>r = a + b, or a − b.</summary>
    public static void Add(out CompletedPoint r, in EdwardsPoint a, in PrecomputedPoint b, bool subtract)
    {
        FieldElement25519.Add(out FieldElement25519 zz, a.Z, a.Z);
        Combine(out r, a, subtract ? b.Difference : b.Sum, subtract ? b.Sum : b.Difference, b.T2D, zz, subtract);
    }

    private static void Combine(
        out CompletedPoint r, in EdwardsPoint a, in FieldElement25519 bSum, in FieldElement25519 bDifference, in FieldElement25519 bT2D,
        in FieldElement25519 zz, bool subtract)
    {
        FieldElement25519.Add(out FieldElement25519 sum, a.Y, a.X);
        FieldElement25519.Subtract(out FieldElement25519 difference, a.Y, a.X);
        FieldElement25519.Multiply(out sum, sum, bSum);
        FieldElement25519.Multiply(out difference, difference, bDifference);
        FieldElement25519.Multiply(out FieldElement25519 t, bT2D, a.T);
        FieldElement25519.Subtract(out r.X, sum, difference);
        FieldElement25519.Add(out r.Y, sum, difference);
        if (subtract)
        {
            FieldElement25519.Subtract(out r.Z, zz, t);
            FieldElement25519.Add(out r.T, zz, t);
        }
        else
        {
            FieldElement25519.Add(out r.Z, zz, t);
            FieldElement25519.Subtract(out r.T, zz, t);
        }
    }

    /// <summary>2d·T, for tables.</summary>
    public readonly void TimesTwoD(out FieldElement25519 r)
    {
        FieldElement25519.Multiply(out r, T, D);
        FieldElement25519.Add(out r, r, r);
    }
}
