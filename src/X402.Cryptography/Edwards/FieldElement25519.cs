using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace X402.Cryptography;

/// <summary>
/// An integer modulo p = 2^255 − 19 in five limbs of weight 2^51. Products are reduced: limbs below 2^51 + 2^18. Multiplications take limbs
/// below 2^54,
/// so one level of additions and subtractions between them needs no carry. Free of branches except where a name says Public.
/// </summary>
internal partial struct FieldElement25519
{
    private const ulong Mask51 = (1UL << 51) - 1;

    public ulong N0, N1, N2, N3, N4;

    public static readonly U256 P = new(0x7FFFFFFFFFFFFFFF, ulong.MaxValue, ulong.MaxValue, 0xFFFFFFFFFFFFFFED);

    private static readonly ModularInverse s_inversion = new(P, 0x39435E50D79435E5);

    public static FieldElement25519 One => new() { N0 = 1 };

    /// <summary>Of an integer below 2^255.</summary>
    public static FieldElement25519 From(in U256 a) => new()
    {
        N0 = a.L0 & Mask51,
        N1 = ((a.L0 >> 51) | (a.L1 << 13)) & Mask51,
        N2 = ((a.L1 >> 38) | (a.L2 << 26)) & Mask51,
        N3 = ((a.L2 >> 25) | (a.L3 << 39)) & Mask51,
        N4 = (a.L3 >> 12) & Mask51,
    };

    /// <summary>The integer below p of an element with limbs below 2^54.</summary>
    public static void Normalize(out U256 value, in FieldElement25519 a)
    {
        AssertBelow(a, 54);
        Reduce(out FieldElement25519 r, a.N0, a.N1, a.N2, a.N3, a.N4);
        // r is below 2p; adding 19 overflows 2^255 exactly when p has to be subtracted.
        ulong over = (r.N0 + 19) >> 51;
        over = (r.N1 + over) >> 51;
        over = (r.N2 + over) >> 51;
        over = (r.N3 + over) >> 51;
        over = (r.N4 + over) >> 51;
        ulong t0 = r.N0 + (19 * over), t1 = r.N1 + (t0 >> 51), t2 = r.N2 + (t1 >> 51), t3 = r.N3 + (t2 >> 51), t4 = r.N4 + (t3 >> 51);
        t0 &= Mask51;
        t1 &= Mask51;
        t2 &= Mask51;
        t3 &= Mask51;
        t4 &= Mask51;
        value = new U256((t3 >> 39) | (t4 << 12), (t2 >> 26) | (t3 << 25), (t1 >> 13) | (t2 << 38), t0 | (t1 << 51));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(out FieldElement25519 r, in FieldElement25519 a, in FieldElement25519 b)
    {
        r.N0 = a.N0 + b.N0;
        r.N1 = a.N1 + b.N1;
        r.N2 = a.N2 + b.N2;
        r.N3 = a.N3 + b.N3;
        r.N4 = a.N4 + b.N4;
    }

    /// <summary>r = a − b for a reduced b; limbs grow by less than 2^52.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(out FieldElement25519 r, in FieldElement25519 a, in FieldElement25519 b)
    {
        AssertReduced(b);
        SubtractFrom(out r, a, b, 2);
    }

    /// <summary>r = a − b for b a sum or difference of two reduced elements; limbs grow by less than 2^53.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SubtractWide(out FieldElement25519 r, in FieldElement25519 a, in FieldElement25519 b) =>
        SubtractFrom(out r, a, b, 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SubtractFrom(out FieldElement25519 r, in FieldElement25519 a, in FieldElement25519 b, ulong multiple)
    {
        ulong m0 = multiple * (Mask51 - 18), m = multiple * Mask51;
        Debug.Assert(b.N0 <= m0 && b.N1 <= m && b.N2 <= m && b.N3 <= m && b.N4 <= m);
        r.N0 = a.N0 + m0 - b.N0;
        r.N1 = a.N1 + m - b.N1;
        r.N2 = a.N2 + m - b.N2;
        r.N3 = a.N3 + m - b.N3;
        r.N4 = a.N4 + m - b.N4;
    }

    /// <summary>a where the mask is all ones, b where it is zero.</summary>
    public static void Select(out FieldElement25519 r, ulong mask, in FieldElement25519 a, in FieldElement25519 b)
    {
        r.N0 = Limb.Select(mask, a.N0, b.N0);
        r.N1 = Limb.Select(mask, a.N1, b.N1);
        r.N2 = Limb.Select(mask, a.N2, b.N2);
        r.N3 = Limb.Select(mask, a.N3, b.N3);
        r.N4 = Limb.Select(mask, a.N4, b.N4);
    }

    public static bool EqualPublic(in FieldElement25519 a, in FieldElement25519 b)
    {
        Normalize(out U256 first, a);
        Normalize(out U256 second, b);
        return U256.Equal(first, second);
    }

    /// <summary>r = 1/a in constant time; zero gives zero.</summary>
    public static void Invert(out FieldElement25519 r, in FieldElement25519 a)
    {
        Normalize(out U256 value, a);
        s_inversion.Invert(out value, value);
        r = From(value);
    }

    /// <summary>r = 1/a for a public a; zero gives zero.</summary>
    public static void InvertPublic(out FieldElement25519 r, in FieldElement25519 a)
    {
        Normalize(out U256 value, a);
        s_inversion.InvertPublic(out value, value);
        r = From(value);
    }

    /// <summary>r = a^((p − 5)/8) = a^(2^252 − 3).</summary>
    public static void PowerForRoot(out FieldElement25519 r, in FieldElement25519 a)
    {
        // rN = a^(2^N − 1)
        Square(out FieldElement25519 t, a);
        Multiply(out t, t, a); // r2
        Square(out t, t);
        Multiply(out FieldElement25519 r3, t, a);
        Square(out t, r3);
        Multiply(out t, t, a); // r4
        Square(out t, t);
        Multiply(out FieldElement25519 r5, t, a);
        Square(out t, r5, 5);
        Multiply(out FieldElement25519 r10, t, r5);
        Square(out t, r10, 10);
        Multiply(out FieldElement25519 r20, t, r10);
        Square(out t, r20, 20);
        Multiply(out t, t, r20); // r40
        Square(out t, t, 10);
        Multiply(out FieldElement25519 r50, t, r10);
        Square(out t, r50, 50);
        Multiply(out FieldElement25519 r100, t, r50);
        Square(out t, r100, 100);
        Multiply(out t, t, r100); // r200
        Square(out t, t, 50);
        Multiply(out t, t, r50); // r250
        Square(out t, t, 2);
        Multiply(out r, t, a);
    }

    [Conditional("DEBUG")]
    private static void AssertBelow(in FieldElement25519 a, int bits)
    {
        Debug.Assert(((a.N0 | a.N1 | a.N2 | a.N3 | a.N4) >> bits) == 0);
    }

    [Conditional("DEBUG")]
    private static void AssertReduced(in FieldElement25519 a)
    {
        const ulong limit = (1UL << 51) + (1UL << 18);
        Debug.Assert(a.N0 < limit && a.N1 < limit && a.N2 < limit && a.N3 < limit && a.N4 < limit);
    }
}
