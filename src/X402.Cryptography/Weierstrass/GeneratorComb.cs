namespace X402.Cryptography;

/// <summary>
/// k·G for a secret k without secret-dependent branches or indices: every entry of a window is read, and the addition formula is complete.
/// </summary>
/// <remarks>
/// With e = (k + 2^260 − 1)/2 modulo n, k·G is the sum over the 52 five-bit digits d of e of (2d − 31)·32^j·G: all odd, so none is
/// infinity.
/// </remarks>
internal static class GeneratorComb
{
    private const int Windows = 52;
    private const int Entries = 16;

    // (2^260 − 1)/2 and 1/2 modulo n
    private static readonly U256 s_offset = new(0x8000000000000000, 9, 0x87E0873DDD5F4E3F, 0xE1563ADFE6691698);
    private static readonly U256 s_half = new(0x7FFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF, 0x5D576E7357A4501D, 0xDFE92F46681B20A1);

    // Entry i of window j is (2i + 1)·32^j·G.
    private static readonly AffinePoint[] s_table = Build();

    public static void Multiply(out ProjectivePoint r, in U256 k)
    {
        GroupOrder.Modulus.Multiply(out U256 e, k, s_half);
        GroupOrder.Modulus.Add(out e, e, s_offset);
        r = ProjectivePoint.Infinity;
        AffinePoint entry = default;
        for (int j = 0; j < Windows; j++)
        {
            ulong digit = e.Bits(5 * j, 5);
            ulong negative = (digit >> 4) - 1;
            Find(out entry, s_table.AsSpan(j * Entries, Entries), (digit ^ negative) & 15);
            FieldElement.Negate(out FieldElement opposite, entry.Y, 1);
            FieldElement.Select(out entry.Y, negative, opposite, entry.Y);
            ProjectivePoint.Add(ref r, entry);
        }

        Secret.Clear(ref e);
        Secret.Clear(ref entry);
    }

    private static void Find(out AffinePoint entry, ReadOnlySpan<AffinePoint> window, ulong index)
    {
        entry = default;
        for (int i = 0; i < window.Length; i++)
        {
            ulong mask = Limb.EqualMask((ulong)i, index);
            ref readonly AffinePoint candidate = ref window[i];
            entry.X.N0 |= candidate.X.N0 & mask;
            entry.X.N1 |= candidate.X.N1 & mask;
            entry.X.N2 |= candidate.X.N2 & mask;
            entry.X.N3 |= candidate.X.N3 & mask;
            entry.X.N4 |= candidate.X.N4 & mask;
            entry.Y.N0 |= candidate.Y.N0 & mask;
            entry.Y.N1 |= candidate.Y.N1 & mask;
            entry.Y.N2 |= candidate.Y.N2 & mask;
            entry.Y.N3 |= candidate.Y.N3 & mask;
            entry.Y.N4 |= candidate.Y.N4 & mask;
        }
    }

    private static AffinePoint[] Build()
    {
        // 32^j·G and its double, made affine together: an inversion for each would take most of the time.
        JacobianPoint[] units = new JacobianPoint[2 * Windows];
        JacobianPoint unit = JacobianPoint.From(AffinePoint.Generator);
        for (int j = 0; j < Windows; j++)
        {
            units[2 * j] = unit;
            JacobianPoint.Double(ref unit, unit);
            units[(2 * j) + 1] = unit;
            for (int i = 0; i < 4; i++)
            {
                JacobianPoint.Double(ref unit, unit);
            }
        }

        AffinePoint[] steps = new AffinePoint[units.Length];
        JacobianPoint.ToAffinePublic(units, steps);
        JacobianPoint[] points = new JacobianPoint[Windows * Entries];
        for (int j = 0; j < Windows; j++)
        {
            points[j * Entries] = JacobianPoint.From(steps[2 * j]);
            for (int i = 1; i < Entries; i++)
            {
                JacobianPoint.Add(ref points[(j * Entries) + i], points[(j * Entries) + i - 1], steps[(2 * j) + 1], out _);
            }
        }

        AffinePoint[] table = new AffinePoint[points.Length];
        JacobianPoint.ToAffinePublic(points, table);
        return table;
    }
}
