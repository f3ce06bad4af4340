using System.Runtime.CompilerServices;

namespace X402.Cryptography;

/// <summary>
/// a·B for a secret a below 2^255, in signed radix 16: every entry of a row is read, and the addition formula is complete.
/// </summary>
internal static class BaseComb
{
    private const int Rows = 32;
    private const int Entries = 8;
    private const int Digits = 64;

    // Entry j of row i is (j + 1)·256^i·B.
    private static readonly PrecomputedPoint[] s_table = Build();

    public static void Multiply(out EdwardsPoint r, in U256 a)
    {
        Span<sbyte> digits = stackalloc sbyte[Digits];
        int carry = 0;
        for (int i = 0; i < Digits - 1; i++)
        {
            int digit = (int)a.Bits(4 * i, 4) + carry;
            carry = (digit + 8) >> 4;
            digits[i] = (sbyte)(digit - (carry << 4));
        }

        digits[Digits - 1] = (sbyte)((int)a.Bits(4 * (Digits - 1), 4) + carry);

        r = EdwardsPoint.Identity;
        for (int i = 1; i < Digits; i += 2)
        {
            Add(ref r, i / 2, digits[i]);
        }

        for (int i = 0; i < 4; i++)
        {
            EdwardsPoint.Double(out CompletedPoint twice, r);
            twice.ToExtended(out r);
        }

        for (int i = 0; i < Digits; i += 2)
        {
            Add(ref r, i / 2, digits[i]);
        }

        digits.Clear();
    }

    private static void Add(ref EdwardsPoint r, int row, int digit)
    {
        int sign = digit >> 31;
        ulong negative = (ulong)(long)sign;
        Find(out PrecomputedPoint found, s_table.AsSpan(row * Entries, Entries), (ulong)((digit ^ sign) - sign));

        // −P swaps y + x and y − x and negates 2dxy.
        PrecomputedPoint point = default;
        FieldElement25519.Select(out point.Sum, negative, found.Difference, found.Sum);
        FieldElement25519.Select(out point.Difference, negative, found.Sum, found.Difference);
        FieldElement25519.SubtractWide(out FieldElement25519 opposite, default, found.T2D);
        FieldElement25519.Select(out point.T2D, negative, opposite, found.T2D);
        EdwardsPoint.Add(out CompletedPoint sum, r, point, subtract: false);
        sum.ToExtended(out r);
        Secret.Clear(ref found);
        Secret.Clear(ref point);
    }

    // The size-th entry, or the identity for 0.
    private static void Find(out PrecomputedPoint found, ReadOnlySpan<PrecomputedPoint> entries, ulong size)
    {
        found = default;
        found.Sum.N0 = found.Difference.N0 = Limb.EqualMask(size, 0) & 1;
        for (int i = 0; i < entries.Length; i++)
        {
            ulong mask = Limb.EqualMask((ulong)i + 1, size);
            ref readonly PrecomputedPoint entry = ref entries[i];
            Merge(ref found.Sum, entry.Sum, mask);
            Merge(ref found.Difference, entry.Difference, mask);
            Merge(ref found.T2D, entry.T2D, mask);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Merge(ref FieldElement25519 target, in FieldElement25519 source, ulong mask)
    {
        target.N0 |= source.N0 & mask;
        target.N1 |= source.N1 & mask;
        target.N2 |= source.N2 & mask;
        target.N3 |= source.N3 & mask;
        target.N4 |= source.N4 & mask;
    }

    private static PrecomputedPoint[] Build()
    {
        EdwardsPoint[] points = new EdwardsPoint[Rows * Entries];
        EdwardsPoint start = EdwardsPoint.Generator;
        for (int i = 0; i < Rows; i++)
        {
            CachedPoint step = new(start);
            points[i * Entries] = start;
            for (int j = 1; j < Entries; j++)
            {
                EdwardsPoint.Add(out CompletedPoint next, points[(i * Entries) + j - 1], step, subtract: false);
                next.ToExtended(out points[(i * Entries) + j]);
            }

            // 8·2^5 = 256
            start = points[(i * Entries) + Entries - 1];
            for (int j = 0; j < 5; j++)
            {
                EdwardsPoint.Double(out CompletedPoint twice, start);
                twice.ToExtended(out start);
            }
        }

        return PrecomputedPoint.FromPublic(points);
    }
}
