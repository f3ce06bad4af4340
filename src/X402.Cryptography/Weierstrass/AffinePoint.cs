namespace X402.Cryptography;

/// <summary>A point (x, y) of y² = x³ + 7 other than infinity; coordinates of magnitude 1 unless said otherwise.</summary>
internal struct AffinePoint
{
    public FieldElement X, Y;

    public static AffinePoint Generator => new()
    {
        X = new() { N0 = 0x2815B16F81798, N1 = 0xDB2DCE28D959F, N2 = 0xE870B07029BFC, N3 = 0xBBAC55A06295C, N4 = 0x79BE667EF9DC },
        Y = new() { N0 = 0x7D08FFB10D4B8, N1 = 0x48A68554199C4, N2 = 0xE1108A8FD17B4, N3 = 0xC4655DA4FBFC0, N4 = 0x483ADA7726A3 },
    };

    /// <summary>The point with this x and parity of y; false when no point has this x, which must be below p.</summary>
    public static bool TryDecompressPublic(out AffinePoint point, in U256 x, bool odd)
    {
        point.X = FieldElement.From(x);
        RightSide(out FieldElement square, point.X);
        bool found = FieldElement.SquareRootPublic(out point.Y, square);
        FieldElement.Normalize(ref point.Y);
        if ((point.Y.Parity != 0) != odd)
        {
            FieldElement.Negate(out point.Y, point.Y, 1);
            FieldElement.Normalize(ref point.Y);
        }

        return found;
    }

    /// <summary>The point x||y, big endian; false when a coordinate is not below p or the point is off the curve.</summary>
    public static bool TryParsePublic(out AffinePoint point, ReadOnlySpan<byte> bytes)
    {
        U256 x = U256.FromBigEndian(bytes), y = U256.FromBigEndian(bytes[32..]);
        point.X = FieldElement.From(x);
        point.Y = FieldElement.From(y);
        if (!U256.LessThan(x, FieldElement.P) || !U256.LessThan(y, FieldElement.P))
        {
            return false;
        }

        RightSide(out FieldElement right, point.X);
        FieldElement.Square(out FieldElement left, point.Y);
        FieldElement.Negate(out left, left, 1);
        FieldElement.Add(out left, left, right);
        return FieldElement.IsZeroPublic(left);
    }

    /// <summary>Writes x||y, big endian; coordinates must be normalized.</summary>
    public readonly void Write(Span<byte> bytes)
    {
        X.ToU256().WriteBigEndian(bytes);
        Y.ToU256().WriteBigEndian(bytes[32..]);
    }

    // x³ + 7, magnitude 2
    private static void RightSide(out FieldElement r, in FieldElement x)
    {
        FieldElement.Square(out r, x);
        FieldElement.Multiply(out r, r, x);
        r.N0 += 7;
    }
}
