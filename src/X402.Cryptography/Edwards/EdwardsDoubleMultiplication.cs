using System.Runtime.CompilerServices;

namespace X402.Cryptography;

/// <summary>b·B − a·A for public data, two non-adjacent forms over one run of doublings.</summary>
internal static class EdwardsDoubleMultiplication
{
    private const int Length = 256;
    private const int Width = 5;
    private const int BaseWidth = 8;

    // B, 3B, …, 127B
    private static readonly PrecomputedPoint[] s_base = BuildBase();

    [InlineArray(1 << (Width - 2))]
    private struct Points
    {
        private CachedPoint _first;
    }

    public static void MultiplySubtract(out EdwardsPoint r, in U256 b, in U256 a, in EdwardsPoint point)
    {
        Span<short> digits = stackalloc short[2 * Length];
        Span<short> forPoint = digits[..Length], forBase = digits[Length..];
        int end = Math.Max(Wnaf.Write(forPoint, a, Width), Wnaf.Write(forBase, b, BaseWidth));
        Unsafe.SkipInit(out Points odd);
        OddMultiples(odd, point);
        PrecomputedPoint[] table = s_base;
        r = EdwardsPoint.Identity;
        for (int i = end - 1; i >= 0; i--)
        {
            EdwardsPoint.Double(out CompletedPoint sum, r);
            int digit = forPoint[i];
            if (digit != 0)
            {
                sum.ToExtended(out r);
                EdwardsPoint.Add(out sum, r, odd[Math.Abs(digit) >> 1], subtract: digit > 0);
            }

            digit = forBase[i];
            if (digit != 0)
            {
                sum.ToExtended(out r);
                EdwardsPoint.Add(out sum, r, table[Math.Abs(digit) >> 1], subtract: digit < 0);
            }

            sum.ToProjective(ref r);
        }
    }

    private static void OddMultiples(Span<CachedPoint> odd, in EdwardsPoint point)
    {
        EdwardsPoint.Double(out CompletedPoint sum, point);
        sum.ToExtended(out EdwardsPoint next);
        CachedPoint twice = new(next);
        odd[0] = new CachedPoint(point);
        next = point;
        for (int i = 1; i < odd.Length; i++)
        {
            EdwardsPoint.Add(out sum, next, twice, subtract: false);
            sum.ToExtended(out next);
            odd[i] = new CachedPoint(next);
        }
    }

    private static PrecomputedPoint[] BuildBase()
    {
        EdwardsPoint[] points = new EdwardsPoint[1 << (BaseWidth - 2)];
        points[0] = EdwardsPoint.Generator;
        EdwardsPoint.Double(out CompletedPoint sum, points[0]);
        sum.ToExtended(out EdwardsPoint twice);
        CachedPoint step = new(twice);
        for (int i = 1; i < points.Length; i++)
        {
            EdwardsPoint.Add(out sum, points[i - 1], step, subtract: false);
            sum.ToExtended(out points[i]);
        }

        return PrecomputedPoint.FromPublic(points);
    }
}
