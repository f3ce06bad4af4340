using System.Runtime.CompilerServices;

namespace X402.Cryptography;

internal partial struct FieldElement25519
{
    /// <summary>r = a × b, reduced; limbs of a and b below 2^54.</summary>
    /// <remarks>
    /// As in <see cref="FieldElement.Multiply"/>, with the split at bit 55. A column and the high sum moved on to it stay below 6 × 2^57,
    /// so that 19 times
    /// an upper column plus a lower one stays below 2^64.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(out FieldElement25519 r, in FieldElement25519 a, in FieldElement25519 b)
    {
        AssertBelow(a, 54);
        AssertBelow(b, 54);
        ulong a0 = a.N0, a1 = a.N1, a2 = a.N2, a3 = a.N3, a4 = a.N4;
        ulong b0 = b.N0, b1 = b.N1, b2 = b.N2, b3 = b.N3, b4 = b.N4;
        ulong s0 = b0 << 9, s1 = b1 << 9, s2 = b2 << 9, s3 = b3 << 9, s4 = b4 << 9;
        ulong h0 = Limb.High(a0, s0);
        ulong t0 = (a0 * b0) - (h0 << 55);
        ulong h1 = Limb.High(a0, s1) + Limb.High(a1, s0);
        ulong t1 = (a0 * b1) + (a1 * b0) - (h1 << 55) + (h0 << 4);
        ulong h2 = Limb.High(a0, s2) + Limb.High(a1, s1) + Limb.High(a2, s0);
        ulong t2 = (a0 * b2) + (a1 * b1) + (a2 * b0) - (h2 << 55) + (h1 << 4);
        ulong h3 = Limb.High(a0, s3) + Limb.High(a1, s2) + Limb.High(a2, s1) + Limb.High(a3, s0);
        ulong t3 = (a0 * b3) + (a1 * b2) + (a2 * b1) + (a3 * b0) - (h3 << 55) + (h2 << 4);
        ulong h4 = Limb.High(a0, s4) + Limb.High(a1, s3) + Limb.High(a2, s2) + Limb.High(a3, s1) + Limb.High(a4, s0);
        ulong t4 = (a0 * b4) + (a1 * b3) + (a2 * b2) + (a3 * b1) + (a4 * b0) - (h4 << 55) + (h3 << 4);
        ulong h5 = Limb.High(a1, s4) + Limb.High(a2, s3) + Limb.High(a3, s2) + Limb.High(a4, s1);
        ulong t5 = (a1 * b4) + (a2 * b3) + (a3 * b2) + (a4 * b1) - (h5 << 55) + (h4 << 4);
        ulong h6 = Limb.High(a2, s4) + Limb.High(a3, s3) + Limb.High(a4, s2);
        ulong t6 = (a2 * b4) + (a3 * b3) + (a4 * b2) - (h6 << 55) + (h5 << 4);
        ulong h7 = Limb.High(a3, s4) + Limb.High(a4, s3);
        ulong t7 = (a3 * b4) + (a4 * b3) - (h7 << 55) + (h6 << 4);
        ulong h8 = Limb.High(a4, s4);
        ulong t8 = (a4 * b4) - (h8 << 55) + (h7 << 4);
        Reduce(out r, t0 + (19 * t5), t1 + (19 * t6), t2 + (19 * t7), t3 + (19 * t8), t4 + (19 * (h8 << 4)));
    }

    /// <summary>r = a², reduced; limbs of a below 2^54.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Square(out FieldElement25519 r, in FieldElement25519 a)
    {
        AssertBelow(a, 54);
        ulong a0 = a.N0, a1 = a.N1, a2 = a.N2, a3 = a.N3, a4 = a.N4;
        ulong d0 = a0 << 1, d1 = a1 << 1, d2 = a2 << 1, d3 = a3 << 1;
        ulong s0 = a0 << 9, s1 = a1 << 9, s2 = a2 << 9, s3 = a3 << 9, s4 = a4 << 9;
        ulong h0 = Limb.High(a0, s0);
        ulong t0 = (a0 * a0) - (h0 << 55);
        ulong h1 = Limb.High(d0, s1);
        ulong t1 = (d0 * a1) - (h1 << 55) + (h0 << 4);
        ulong h2 = Limb.High(d0, s2) + Limb.High(a1, s1);
        ulong t2 = (d0 * a2) + (a1 * a1) - (h2 << 55) + (h1 << 4);
        ulong h3 = Limb.High(d0, s3) + Limb.High(d1, s2);
        ulong t3 = (d0 * a3) + (d1 * a2) - (h3 << 55) + (h2 << 4);
        ulong h4 = Limb.High(d0, s4) + Limb.High(d1, s3) + Limb.High(a2, s2);
        ulong t4 = (d0 * a4) + (d1 * a3) + (a2 * a2) - (h4 << 55) + (h3 << 4);
        ulong h5 = Limb.High(d1, s4) + Limb.High(d2, s3);
        ulong t5 = (d1 * a4) + (d2 * a3) - (h5 << 55) + (h4 << 4);
        ulong h6 = Limb.High(d2, s4) + Limb.High(a3, s3);
        ulong t6 = (d2 * a4) + (a3 * a3) - (h6 << 55) + (h5 << 4);
        ulong h7 = Limb.High(d3, s4);
        ulong t7 = (d3 * a4) - (h7 << 55) + (h6 << 4);
        ulong h8 = Limb.High(a4, s4);
        ulong t8 = (a4 * a4) - (h8 << 55) + (h7 << 4);
        Reduce(out r, t0 + (19 * t5), t1 + (19 * t6), t2 + (19 * t7), t3 + (19 * t8), t4 + (19 * (h8 << 4)));
    }

    /// <summary>r = a squared the given number of times.</summary>
    public static void Square(out FieldElement25519 r, in FieldElement25519 a, int times)
    {
        Square(out r, a);
        for (int i = 1; i < times; i++)
        {
            Square(out r, r);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reduce(out FieldElement25519 r, ulong t0, ulong t1, ulong t2, ulong t3, ulong t4)
    {
        t1 += t0 >> 51;
        t2 += t1 >> 51;
        t3 += t2 >> 51;
        t4 += t3 >> 51;
        t0 = (t0 & Mask51) + (19 * (t4 >> 51));
        r.N0 = t0 & Mask51;
        r.N1 = (t1 & Mask51) + (t0 >> 51);
        r.N2 = t2 & Mask51;
        r.N3 = t3 & Mask51;
        r.N4 = t4 & Mask51;
        AssertReduced(r);
    }
}
