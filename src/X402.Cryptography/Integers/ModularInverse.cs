using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace X402.Cryptography;

/// <summary>
/// Modular inversion by division steps (Bernstein, Yang: Fast constant-time gcd computation and modular inversion, 2019), 62-bit batches.
/// <see cref="Invert"/> runs a fixed 590 steps without secret-dependent branches; <see cref="InvertPublic"/> stops early. Zero gives zero.
/// </summary>
internal sealed class ModularInverse(U256 modulus, ulong inverse62)
{
    private readonly Signed62 _modulus = Signed62.From(modulus);

    private struct Matrix
    {
        public long U, V, Q, R;
    }

    /// <summary>The inverse of a secret below the modulus, in constant time.</summary>
    public void Invert(out U256 inverse, in U256 a)
    {
        Signed62 d = default, e = new() { V0 = 1 }, f = _modulus, g = Signed62.From(a);
        long zeta = -1;
        for (int i = 0; i < 10; i++)
        {
            zeta = Steps59(zeta, (ulong)f.V0, (ulong)g.V0, out Matrix t);
            UpdateCofactors(ref d, ref e, t);
            UpdateValues(ref f, ref g, t);
        }

        Debug.Assert((g.V0 | g.V1 | g.V2 | g.V3 | g.V4) == 0);
        Normalize(ref d, f.V4);
        inverse = d.ToU256();
        Secret.Clear(ref d);
        Secret.Clear(ref e);
        Secret.Clear(ref f);
        Secret.Clear(ref g);
    }

    /// <summary>The inverse of a public value below the modulus; time depends on it.</summary>
    public void InvertPublic(out U256 inverse, in U256 a)
    {
        Signed62 d = default, e = new() { V0 = 1 }, f = _modulus, g = Signed62.From(a);
        long eta = -1;
        while ((g.V0 | g.V1 | g.V2 | g.V3 | g.V4) != 0)
        {
            eta = Steps62(eta, (ulong)f.V0, (ulong)g.V0, out Matrix t);
            UpdateCofactors(ref d, ref e, t);
            UpdateValues(ref f, ref g, t);
        }

        Normalize(ref d, f.V4);
        inverse = d.ToU256();
    }

    private static long Steps59(long zeta, ulong f, ulong g, out Matrix t)
    {
        // The matrix starts at eight times the identity so that 59 steps leave it scaled by 2^62.
        ulong u = 8, v = 0, q = 0, r = 8;
        for (int i = 3; i < 62; i++)
        {
            ulong negate = (ulong)(zeta >> 63);
            ulong odd = 0 - (g & 1);
            ulong x = (f ^ negate) - negate, y = (u ^ negate) - negate, z = (v ^ negate) - negate;
            g += x & odd;
            q += y & odd;
            r += z & odd;
            negate &= odd;
            zeta = (zeta ^ (long)negate) - 1;
            f += g & negate;
            u += q & negate;
            v += r & negate;
            g >>= 1;
            u <<= 1;
            v <<= 1;
        }

        t = new Matrix { U = (long)u, V = (long)v, Q = (long)q, R = (long)r };
        return zeta;
    }

    private static long Steps62(long eta, ulong f, ulong g, out Matrix t)
    {
        ulong u = 1, v = 0, q = 0, r = 1;
        int left = 62;
        while (true)
        {
            int zeros = BitOperations.TrailingZeroCount(g | (ulong.MaxValue << left));
            g >>= zeros;
            u <<= zeros;
            v <<= zeros;
            eta -= zeros;
            left -= zeros;
            if (left == 0)
            {
                break;
            }

            ulong w;
            if (eta < 0)
            {
                eta = -eta;
                (f, g) = (g, 0 - f);
                (u, q) = (q, 0 - u);
                (v, r) = (r, 0 - v);
                // Up to six low bits of g are cancelled at once: f(f² − 2) is −1/f modulo 2^6.
                w = f * g * ((f * f) - 2) & Low(eta, left) & 63;
            }
            else
            {
                w = f + (((f + 1) & 4) << 1);
                w = (0 - w) * g & Low(eta, left) & 15;
            }

            g += f * w;
            q += u * w;
            r += v * w;
        }

        t = new Matrix { U = (long)u, V = (long)v, Q = (long)q, R = (long)r };
        return eta;
    }

    private static ulong Low(long eta, int left) => ulong.MaxValue >> (64 - (int)Math.Min(eta + 1, left));

    private void UpdateCofactors(ref Signed62 d, ref Signed62 e, in Matrix t)
    {
        Signed62 m = _modulus;
        long signD = d.V4 >> 63, signE = e.V4 >> 63;
        long md = (t.U & signD) + (t.V & signE);
        long me = (t.Q & signD) + (t.R & signE);
        Signed62.Accumulator cd = default, ce = default;
        cd.Add(t.U, d.V0);
        cd.Add(t.V, e.V0);
        ce.Add(t.Q, d.V0);
        ce.Add(t.R, e.V0);
        // The multiple of the modulus that makes the low 62 bits vanish.
        md -= (long)((inverse62 * cd.Low) + (ulong)md) & Signed62.Mask;
        me -= (long)((inverse62 * ce.Low) + (ulong)me) & Signed62.Mask;
        cd.Add(m.V0, md);
        ce.Add(m.V0, me);
        long zero = cd.Shift() | ce.Shift();
        Debug.Assert(zero == 0);
        Signed62 oldD = d;
        d.V0 = Column(ref cd, t.U, oldD.V1, t.V, e.V1, m.V1, md);
        e.V0 = Column(ref ce, t.Q, oldD.V1, t.R, e.V1, m.V1, me);
        d.V1 = Column(ref cd, t.U, oldD.V2, t.V, e.V2, m.V2, md);
        e.V1 = Column(ref ce, t.Q, oldD.V2, t.R, e.V2, m.V2, me);
        d.V2 = Column(ref cd, t.U, oldD.V3, t.V, e.V3, m.V3, md);
        e.V2 = Column(ref ce, t.Q, oldD.V3, t.R, e.V3, m.V3, me);
        d.V3 = Column(ref cd, t.U, oldD.V4, t.V, e.V4, m.V4, md);
        e.V3 = Column(ref ce, t.Q, oldD.V4, t.R, e.V4, m.V4, me);
        d.V4 = (long)cd.Low;
        e.V4 = (long)ce.Low;
    }

    private static void UpdateValues(ref Signed62 f, ref Signed62 g, in Matrix t)
    {
        Signed62.Accumulator cf = default, cg = default;
        Signed62 oldF = f;
        long zero = Column(ref cf, t.U, oldF.V0, t.V, g.V0) | Column(ref cg, t.Q, oldF.V0, t.R, g.V0);
        Debug.Assert(zero == 0);
        f.V0 = Column(ref cf, t.U, oldF.V1, t.V, g.V1);
        g.V0 = Column(ref cg, t.Q, oldF.V1, t.R, g.V1);
        f.V1 = Column(ref cf, t.U, oldF.V2, t.V, g.V2);
        g.V1 = Column(ref cg, t.Q, oldF.V2, t.R, g.V2);
        f.V2 = Column(ref cf, t.U, oldF.V3, t.V, g.V3);
        g.V2 = Column(ref cg, t.Q, oldF.V3, t.R, g.V3);
        f.V3 = Column(ref cf, t.U, oldF.V4, t.V, g.V4);
        g.V3 = Column(ref cg, t.Q, oldF.V4, t.R, g.V4);
        f.V4 = (long)cf.Low;
        g.V4 = (long)cg.Low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Column(ref Signed62.Accumulator sum, long a, long x, long b, long y, long m, long k)
    {
        sum.Add(a, x);
        sum.Add(b, y);
        sum.Add(m, k);
        return sum.Shift();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Column(ref Signed62.Accumulator sum, long a, long x, long b, long y)
    {
        sum.Add(a, x);
        sum.Add(b, y);
        return sum.Shift();
    }

    private void Normalize(ref Signed62 r, long sign)
    {
        AddModulus(ref r, r.V4 >> 63);
        long negate = sign >> 63;
        r.V0 = (r.V0 ^ negate) - negate;
        r.V1 = (r.V1 ^ negate) - negate;
        r.V2 = (r.V2 ^ negate) - negate;
        r.V3 = (r.V3 ^ negate) - negate;
        r.V4 = (r.V4 ^ negate) - negate;
        r.Carry();
        AddModulus(ref r, r.V4 >> 63);
        r.Carry();
    }

    private void AddModulus(ref Signed62 r, long mask)
    {
        r.V0 += _modulus.V0 & mask;
        r.V1 += _modulus.V1 & mask;
        r.V2 += _modulus.V2 & mask;
        r.V3 += _modulus.V3 & mask;
        r.V4 += _modulus.V4 & mask;
    }
}
