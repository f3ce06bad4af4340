using System.Runtime.CompilerServices;

namespace X402.Cryptography;

internal partial struct FieldElement
{
    private const ulong Fold = 0x1000003D1; // 2^256 modulo p
    private const ulong Fold260 = Fold << 4; // 2^260 modulo p

    /// <summary>r = a × b, magnitude 1; magnitudes of a and b up to 8.</summary>
    /// <remarks>
    /// A product is split at bit 56: the high part comes from a × (b × 2^8), and what is left of a column is its wrapped sum of low halves
    /// less
    /// the sum of high parts times 2^56. Limbs are below 2^56, so a column of five stays below 2^59 and its high sum, moved on to the next
    /// column times 2^4, below 2^63: no carry is ever lost and none has to be handled.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(out FieldElement r, in FieldElement a, in FieldElement b)
    {
        AssertMagnitude(a, 8);
        AssertMagnitude(b, 8);
        ulong a0 = a.N0, a1 = a.N1, a2 = a.N2, a3 = a.N3, a4 = a.N4;
        ulong b0 = b.N0, b1 = b.N1, b2 = b.N2, b3 = b.N3, b4 = b.N4;
        ulong s0 = b0 << 8, s1 = b1 << 8, s2 = b2 << 8, s3 = b3 << 8, s4 = b4 << 8;
        ulong h0 = Limb.High(a0, s0);
        ulong t0 = (a0 * b0) - (h0 << 56);
        ulong h1 = Limb.High(a0, s1) + Limb.High(a1, s0);
        ulong t1 = (a0 * b1) + (a1 * b0) - (h1 << 56) + (h0 << 4);
        ulong h2 = Limb.High(a0, s2) + Limb.High(a1, s1) + Limb.High(a2, s0);
        ulong t2 = (a0 * b2) + (a1 * b1) + (a2 * b0) - (h2 << 56) + (h1 << 4);
        ulong h3 = Limb.High(a0, s3) + Limb.High(a1, s2) + Limb.High(a2, s1) + Limb.High(a3, s0);
        ulong t3 = (a0 * b3) + (a1 * b2) + (a2 * b1) + (a3 * b0) - (h3 << 56) + (h2 << 4);
        ulong h4 = Limb.High(a0, s4) + Limb.High(a1, s3) + Limb.High(a2, s2) + Limb.High(a3, s1) + Limb.High(a4, s0);
        ulong t4 = (a0 * b4) + (a1 * b3) + (a2 * b2) + (a3 * b1) + (a4 * b0) - (h4 << 56) + (h3 << 4);
        ulong h5 = Limb.High(a1, s4) + Limb.High(a2, s3) + Limb.High(a3, s2) + Limb.High(a4, s1);
        ulong t5 = (a1 * b4) + (a2 * b3) + (a3 * b2) + (a4 * b1) - (h5 << 56) + (h4 << 4);
        ulong h6 = Limb.High(a2, s4) + Limb.High(a3, s3) + Limb.High(a4, s2);
        ulong t6 = (a2 * b4) + (a3 * b3) + (a4 * b2) - (h6 << 56) + (h5 << 4);
        ulong h7 = Limb.High(a3, s4) + Limb.High(a4, s3);
        ulong t7 = (a3 * b4) + (a4 * b3) - (h7 << 56) + (h6 << 4);
        ulong h8 = Limb.High(a4, s4);
        ulong t8 = (a4 * b4) - (h8 << 56) + (h7 << 4);
        Reduce(out r, t0, t1, t2, t3, t4, t5, t6, t7, t8, h8 << 4);
    }

    /// <summary>r = a², magnitude 1; magnitude of a up to 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Square(out FieldElement r, in FieldElement a)
    {
        AssertMagnitude(a, 8);
        ulong a0 = a.N0, a1 = a.N1, a2 = a.N2, a3 = a.N3, a4 = a.N4;
        ulong d0 = a0 << 1, d1 = a1 << 1, d2 = a2 << 1, d3 = a3 << 1;
        ulong s0 = a0 << 8, s1 = a1 << 8, s2 = a2 << 8, s3 = a3 << 8, s4 = a4 << 8;
        ulong h0 = Limb.High(a0, s0);
        ulong t0 = (a0 * a0) - (h0 << 56);
        ulong h1 = Limb.High(d0, s1);
        ulong t1 = (d0 * a1) - (h1 << 56) + (h0 << 4);
        ulong h2 = Limb.High(d0, s2) + Limb.High(a1, s1);
        ulong t2 = (d0 * a2) + (a1 * a1) - (h2 << 56) + (h1 << 4);
        ulong h3 = Limb.High(d0, s3) + Limb.High(d1, s2);
        ulong t3 = (d0 * a3) + (d1 * a2) - (h3 << 56) + (h2 << 4);
        ulong h4 = Limb.High(d0, s4) + Limb.High(d1, s3) + Limb.High(a2, s2);
        ulong t4 = (d0 * a4) + (d1 * a3) + (a2 * a2) - (h4 << 56) + (h3 << 4);
        ulong h5 = Limb.High(d1, s4) + Limb.High(d2, s3);
        ulong t5 = (d1 * a4) + (d2 * a3) - (h5 << 56) + (h4 << 4);
        ulong h6 = Limb.High(d2, s4) + Limb.High(a3, s3);
        ulong t6 = (d2 * a4) + (a3 * a3) - (h6 << 56) + (h5 << 4);
        ulong h7 = Limb.High(d3, s4);
        ulong t7 = (d3 * a4) - (h7 << 56) + (h6 << 4);
        ulong h8 = Limb.High(a4, s4);
        ulong t8 = (a4 * a4) - (h8 << 56) + (h7 << 4);
        Reduce(out r, t0, t1, t2, t3, t4, t5, t6, t7, t8, h8 << 4);
    }

    /// <summary>r = a squared the given number of times.</summary>
    public static void Square(out FieldElement r, in FieldElement a, int times)
    {
        Square(out r, a);
        for (int i = 1; i < times; i++)
        {
            Square(out r, r);
        }
    }

    /// <summary>Ten columns of weight 2^52, each below 2^63, to magnitude 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reduce(
        out FieldElement r, ulong t0, ulong t1, ulong t2, ulong t3, ulong t4, ulong t5, ulong t6, ulong t7, ulong t8, ulong t9)
    {
        // floor(t × Fold260 / 2^52) is the high half of t × (Fold260 × 2^12), whatever the size of t.
        const ulong shifted = Fold260 << 12;
        t0 += (t5 * Fold260) & Mask52;
        t1 += Limb.High(t5, shifted) + ((t6 * Fold260) & Mask52);
        t2 += Limb.High(t6, shifted) + ((t7 * Fold260) & Mask52);
        t3 += Limb.High(t7, shifted) + ((t8 * Fold260) & Mask52);
        t4 += Limb.High(t8, shifted) + ((t9 * Fold260) & Mask52);
        ulong rest = Limb.High(t9, shifted);
        t0 += ((rest * Fold260) & Mask52) + ((t4 >> 48) * Fold);
        t1 += Limb.High(rest, shifted) + (t0 >> 52);
        t2 += t1 >> 52;
        t3 += t2 >> 52;
        r.N0 = t0 & Mask52;
        r.N1 = t1 & Mask52;
        r.N2 = t2 & Mask52;
        r.N3 = t3 & Mask52;
        r.N4 = (t4 & Mask48) + (t3 >> 52);
        AssertMagnitude(r, 1);
    }
}
