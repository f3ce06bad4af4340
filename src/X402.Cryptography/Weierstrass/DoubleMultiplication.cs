using System.Runtime.CompilerServices;

namespace X402.Cryptography;

/// <summary>
/// a·P + b·G for public data: P's scalar split by the endomorphism, G's at bit 128, four non-adjacent forms over one run of doublings.
/// </summary>
internal static class DoubleMultiplication
{
    private const int Width = 5;
    private const int Count = 1 << (Width - 2);

    [InlineArray(Count)]
    private struct Elements
    {
        private FieldElement _first;
    }

    [InlineArray(Count)]
    private struct Points
    {
        private AffinePoint _first;
    }

    public static void Multiply(out JacobianPoint r, in AffinePoint p, in U256 a, in U256 b)
    {
        Span<short> digits = stackalloc short[4 * Wnaf.Length];
        Span<short> first = digits[..Wnaf.Length], second = digits.Slice(Wnaf.Length, Wnaf.Length);
        Span<short> low = digits.Slice(2 * Wnaf.Length, Wnaf.Length), high = digits[(3 * Wnaf.Length)..];
        GroupOrder.Split(a, out U256 a1, out U256 a2);
        int end = Math.Max(
            Math.Max(Wnaf.Write(first, a1, Width), Wnaf.Write(second, a2, Width)),
            Math.Max(
                Wnaf.Write(low, new U256(0, 0, b.L1, b.L0), GeneratorTable.Width),
                Wnaf.Write(high, new U256(0, 0, b.L3, b.L2), GeneratorTable.Width)));

        Table(p, out Points odd, out Elements turned, out FieldElement z);
        AffinePoint[] lowTable = GeneratorTable.Low, highTable = GeneratorTable.High;
        r = JacobianPoint.Infinity;
        for (int i = end - 1; i >= 0; i--)
        {
            JacobianPoint.Double(ref r, r);
            int digit = first[i];
            if (digit != 0)
            {
                int index = Math.Abs(digit) >> 1;
                AddSigned(ref r, odd[index].X, odd[index].Y, digit < 0);
            }

            digit = second[i];
            if (digit != 0)
            {
                int index = Math.Abs(digit) >> 1;
                AddSigned(ref r, turned[index], odd[index].Y, digit < 0);
            }

            digit = low[i];
            if (digit != 0)
            {
                AddGenerator(ref r, lowTable, digit, z);
            }

            digit = high[i];
            if (digit != 0)
            {
                AddGenerator(ref r, highTable, digit, z);
            }
        }

        if (!r.IsInfinity)
        {
            FieldElement.Multiply(out r.Z, r.Z, z);
        }
    }

    private static void AddSigned(ref JacobianPoint r, in FieldElement x, in FieldElement y, bool negative)
    {
        AffinePoint point;
        point.X = x;
        if (negative)
        {
            FieldElement.Negate(out point.Y, y, 1);
        }
        else
        {
            point.Y = y;
        }

        JacobianPoint.Add(ref r, r, point, out _);
    }

    private static void AddGenerator(ref JacobianPoint r, AffinePoint[] table, int digit, in FieldElement z)
    {
        AffinePoint point = table[Math.Abs(digit) >> 1];
        if (digit < 0)
        {
            FieldElement.Negate(out point.Y, point.Y, 1);
        }

        JacobianPoint.AddScaled(ref r, r, point, z);
    }

    /// <summary>
    /// P, 3P, …, 15P as affine points of the isomorphic curve on which all share the denominator z, and their x times β.
    /// No inversion is needed: z goes into the result at the end.
    /// </summary>
    private static void Table(in AffinePoint p, out Points odd, out Elements turned, out FieldElement z)
    {
        // With 2P = (X, Y, C), additions run on the curve where 2P is (X, Y): there P is (x·C², y·C³).
        JacobianPoint twice = JacobianPoint.Infinity;
        JacobianPoint.Double(ref twice, JacobianPoint.From(p));
        AffinePoint step = new() { X = twice.X, Y = twice.Y };
        FieldElement.NormalizeWeak(ref step.X);
        FieldElement.NormalizeWeak(ref step.Y);
        JacobianPoint.From(p).ToAffine(out AffinePoint start, twice.Z);
        Unsafe.SkipInit(out odd);
        Unsafe.SkipInit(out turned);
        Unsafe.SkipInit(out Elements ratios);
        JacobianPoint sum = JacobianPoint.From(start);
        odd[0] = start;
        for (int i = 1; i < Count; i++)
        {
            JacobianPoint.Add(ref sum, sum, step, out ratios[i]);
            odd[i] = new AffinePoint { X = sum.X, Y = sum.Y };
        }

        FieldElement.Multiply(out z, sum.Z, twice.Z);
        FieldElement beta = GroupOrder.Beta;
        FieldElement scale = FieldElement.One;
        for (int i = Count - 1; i >= 0; i--)
        {
            if (i < Count - 1)
            {
                FieldElement.Multiply(out scale, scale, ratios[i + 1]);
            }

            new JacobianPoint { X = odd[i].X, Y = odd[i].Y }.ToAffine(out odd[i], scale);
            FieldElement.Multiply(out turned[i], odd[i].X, beta);
        }
    }
}
