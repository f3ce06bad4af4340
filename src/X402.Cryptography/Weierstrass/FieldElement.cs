using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace X402.Cryptography;

/// <summary>
/// An integer modulo p = 2^256 − 2^32 − 977 in five limbs of weight 2^52. Magnitude m means limbs of at most 2m(2^52 − 1), the top one of
/// at most
/// 2m(2^48 − 1); additions add magnitudes, multiplications take up to 8 and give 1. Free of branches except where a name says Public.
/// </summary>
internal partial struct FieldElement
{
    private const ulong Mask52 = (1UL << 52) - 1;
    private const ulong Mask48 = (1UL << 48) - 1;
    private const ulong P0 = 0xFFFFEFFFFFC2F;

    public ulong N0, N1, N2, N3, N4;

    public static readonly U256 P = new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0xFFFFFFFEFFFFFC2F);

    private static readonly ModularInverse s_inversion = new(P, 0x27C7F6E22DDACACF);

    public static FieldElement One => new() { N0 = 1 };

    /// <summary>Of any 256-bit integer; magnitude 1.</summary>
    public static FieldElement From(in U256 a) => new()
    {
        N0 = a.L0 & Mask52,
        N1 = ((a.L0 >> 52) | (a.L1 << 12)) & Mask52,
        N2 = ((a.L1 >> 40) | (a.L2 << 24)) & Mask52,
        N3 = ((a.L2 >> 28) | (a.L3 << 36)) & Mask52,
        N4 = a.L3 >> 16,
    };

    /// <summary>The integer below p; only of a normalized element.</summary>
    public readonly U256 ToU256()
    {
        AssertNormalized(this);
        return new U256((N3 >> 36) | (N4 << 16), (N2 >> 24) | (N3 << 28), (N1 >> 12) | (N2 << 40), N0 | (N1 << 52));
    }

    /// <summary>0 or 1; only of a normalized element.</summary>
    public readonly ulong Parity
    {
        get
        {
            AssertNormalized(this);
            return N0 & 1;
        }
    }

    /// <summary>Brings a to magnitude 1 without making it unique.</summary>
    public static void NormalizeWeak(ref FieldElement a)
    {
        ulong t0 = a.N0 + ((a.N4 >> 48) * Fold);
        ulong t1 = a.N1 + (t0 >> 52), t2 = a.N2 + (t1 >> 52), t3 = a.N3 + (t2 >> 52);
        a.N4 = (a.N4 & Mask48) + (t3 >> 52);
        a.N0 = t0 & Mask52;
        a.N1 = t1 & Mask52;
        a.N2 = t2 & Mask52;
        a.N3 = t3 & Mask52;
        AssertMagnitude(a, 1);
    }

    /// <summary>Brings a to its only form below p.</summary>
    public static void Normalize(ref FieldElement a)
    {
        NormalizeWeak(ref a);
        // Now below 2^256 + 2^64; adding 2^256 − p overflows 2^256 exactly when p has to be subtracted.
        ulong u0 = a.N0 + Fold;
        ulong u1 = a.N1 + (u0 >> 52), u2 = a.N2 + (u1 >> 52), u3 = a.N3 + (u2 >> 52), u4 = a.N4 + (u3 >> 52);
        Debug.Assert(u4 >> 48 <= 1);
        ulong over = 0 - (u4 >> 48);
        a.N0 = Limb.Select(over, u0 & Mask52, a.N0);
        a.N1 = Limb.Select(over, u1 & Mask52, a.N1);
        a.N2 = Limb.Select(over, u2 & Mask52, a.N2);
        a.N3 = Limb.Select(over, u3 & Mask52, a.N3);
        a.N4 = Limb.Select(over, u4 & Mask48, a.N4);
        AssertNormalized(a);
    }

    /// <summary>Whether a is zero modulo p; mostly decided by one limb.</summary>
    public static bool IsZeroPublic(in FieldElement a)
    {
        ulong low = (a.N0 + ((a.N4 >> 48) * Fold)) & Mask52;
        if (low != 0 && low != P0)
        {
            return false;
        }

        FieldElement copy = a;
        Normalize(ref copy);
        return (copy.N0 | copy.N1 | copy.N2 | copy.N3 | copy.N4) == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(out FieldElement r, in FieldElement a, in FieldElement b)
    {
        r.N0 = a.N0 + b.N0;
        r.N1 = a.N1 + b.N1;
        r.N2 = a.N2 + b.N2;
        r.N3 = a.N3 + b.N3;
        r.N4 = a.N4 + b.N4;
    }

    /// <summary>r = −a with magnitude m + 1, m being a bound on that of a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Negate(out FieldElement r, in FieldElement a, int magnitude)
    {
        AssertMagnitude(a, magnitude);
        ulong factor = 2 * ((ulong)magnitude + 1);
        r.N0 = (P0 * factor) - a.N0;
        r.N1 = (Mask52 * factor) - a.N1;
        r.N2 = (Mask52 * factor) - a.N2;
        r.N3 = (Mask52 * factor) - a.N3;
        r.N4 = (Mask48 * factor) - a.N4;
    }

    /// <summary>r = a × factor; the magnitude grows as much.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scale(out FieldElement r, in FieldElement a, ulong factor)
    {
        r.N0 = a.N0 * factor;
        r.N1 = a.N1 * factor;
        r.N2 = a.N2 * factor;
        r.N3 = a.N3 * factor;
        r.N4 = a.N4 * factor;
    }

    /// <summary>r = a / 2; magnitude m becomes m/2 + 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Half(out FieldElement r, in FieldElement a)
    {
        ulong odd = (0 - (a.N0 & 1)) >> 12;
        ulong t0 = a.N0 + (odd & P0), t1 = a.N1 + odd, t2 = a.N2 + odd, t3 = a.N3 + odd, t4 = a.N4 + (odd >> 4);
        r.N0 = (t0 >> 1) + ((t1 & 1) << 51);
        r.N1 = (t1 >> 1) + ((t2 & 1) << 51);
        r.N2 = (t2 >> 1) + ((t3 & 1) << 51);
        r.N3 = (t3 >> 1) + ((t4 & 1) << 51);
        r.N4 = t4 >> 1;
    }

    /// <summary>a where the mask is all ones, b where it is zero.</summary>
    public static void Select(out FieldElement r, ulong mask, in FieldElement a, in FieldElement b)
    {
        r.N0 = Limb.Select(mask, a.N0, b.N0);
        r.N1 = Limb.Select(mask, a.N1, b.N1);
        r.N2 = Limb.Select(mask, a.N2, b.N2);
        r.N3 = Limb.Select(mask, a.N3, b.N3);
        r.N4 = Limb.Select(mask, a.N4, b.N4);
    }

    /// <summary>r = 1/a in constant time, magnitude 1; zero gives zero.</summary>
    public static void Invert(out FieldElement r, in FieldElement a)
    {
        FieldElement copy = a;
        Normalize(ref copy);
        s_inversion.Invert(out U256 inverse, copy.ToU256());
        r = From(inverse);
    }

    /// <summary>r = 1/a for a public a, magnitude 1; zero gives zero.</summary>
    public static void InvertPublic(out FieldElement r, in FieldElement a)
    {
        FieldElement copy = a;
        Normalize(ref copy);
        s_inversion.InvertPublic(out U256 inverse, copy.ToU256());
        r = From(inverse);
    }

    /// <summary>
    /// r = a^((p + 1)/4), which is a square root of a if there is one: the result says whether it is. Magnitude of a up to 7.
    /// </summary>
    public static bool SquareRootPublic(out FieldElement r, in FieldElement a)
    {
        // (p + 1)/4 has runs of 223, 22, 2 ones: xN = a^(2^N − 1).
        Square(out FieldElement x2, a);
        Multiply(out x2, x2, a);
        Square(out FieldElement x3, x2);
        Multiply(out x3, x3, a);
        Square(out FieldElement t, x3, 3);
        Multiply(out t, t, x3); // x6
        Square(out t, t, 3);
        Multiply(out t, t, x3); // x9
        Square(out t, t, 2);
        Multiply(out FieldElement x11, t, x2);
        Square(out t, x11, 11);
        Multiply(out FieldElement x22, t, x11);
        Square(out t, x22, 22);
        Multiply(out FieldElement x44, t, x22);
        Square(out t, x44, 44);
        Multiply(out FieldElement x88, t, x44);
        Square(out t, x88, 88);
        Multiply(out t, t, x88); // x176
        Square(out t, t, 44);
        Multiply(out t, t, x44); // x220
        Square(out t, t, 3);
        Multiply(out t, t, x3); // x223
        Square(out t, t, 23);
        Multiply(out t, t, x22);
        Square(out t, t, 6);
        Multiply(out t, t, x2);
        Square(out r, t, 2);
        Square(out t, r);
        Negate(out t, t, 1);
        Add(out t, t, a);
        return IsZeroPublic(t);
    }

    [Conditional("DEBUG")]
    public static void AssertMagnitude(in FieldElement a, int magnitude)
    {
        ulong limit = 2 * (ulong)magnitude * Mask52;
        Debug.Assert(a.N0 <= limit && a.N1 <= limit && a.N2 <= limit && a.N3 <= limit && a.N4 <= 2 * (ulong)magnitude * Mask48);
    }

    [Conditional("DEBUG")]
    private static void AssertNormalized(in FieldElement a)
    {
        Debug.Assert(a.N0 <= Mask52 && a.N1 <= Mask52 && a.N2 <= Mask52 && a.N3 <= Mask52 && a.N4 <= Mask48);
        Debug.Assert((a.N1 & a.N2 & a.N3) != Mask52 || a.N4 != Mask48 || a.N0 < P0);
    }
}
