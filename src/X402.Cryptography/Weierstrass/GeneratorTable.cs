namespace X402.Cryptography;

/// <summary>Odd multiples of G and of 2^128·G for public scalars; built at first use.</summary>
internal static class GeneratorTable
{
    public const int Width = 11;
    private const int Count = 1 << (Width - 2);

    public static readonly AffinePoint[] Low;
    public static readonly AffinePoint[] High;

    static GeneratorTable()
    {
        JacobianPoint point = JacobianPoint.From(AffinePoint.Generator);
        Low = OddMultiples(point);
        for (int i = 0; i < 128; i++)
        {
            JacobianPoint.Double(ref point, point);
        }

        High = OddMultiples(point);
    }

    private static AffinePoint[] OddMultiples(JacobianPoint point)
    {
        point.ToAffinePublic(out AffinePoint start);
        JacobianPoint twice = JacobianPoint.Infinity;
        JacobianPoint.Double(ref twice, point);
        twice.ToAffinePublic(out AffinePoint step);
        JacobianPoint[] multiples = new JacobianPoint[Count];
        multiples[0] = JacobianPoint.From(start);
        for (int i = 1; i < Count; i++)
        {
            JacobianPoint.Add(ref multiples[i], multiples[i - 1], step, out _);
        }

        AffinePoint[] table = new AffinePoint[Count];
        JacobianPoint.ToAffinePublic(multiples, table);
        return table;
    }
}
