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

        Debug.Assert(g.IsZero);
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
        while (!g.IsZero)
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

    // (d, e) = t·(d, e)/2^62 modulo the modulus
    private void UpdateCofactors(ref Signed62 d, ref Signed62 e, in Matrix t)
    {
        Signed62 m = _modulus;
        long u = t.U, v = t.V, q = t.Q, r = t.R;
        long d0 = d.V0, d1 = d.V1, d2 = d.V2, d3 = d.V3, d4 = d.V4;
        long e0 = e.V0, e1 = e.V1, e2 = e.V2, e3 = e.V3, e4 = e.V4;
        long signD = d4 >> 63, signE = e4 >> 63;
        long md = (u & signD) + (v & signE), me = (q & signD) + (r & signE);
        SignedSum sum = default;
        Add(ref sum, u, d0, v, e0);
        // The multiple of the modulus that makes the low 62 bits vanish.
        md -= (long)((inverse62 * sum.Low) + (ulong)md) & Signed62.Mask;
        sum.Add(md, m.V0);
        sum.Shift();
        Add(ref sum, u, d1, v, e1);
        sum.Add(md, m.V1);
        d.V0 = sum.Shift();
        Add(ref sum, u, d2, v, e2);
        sum.Add(md, m.V2);
        d.V1 = sum.Shift();
        Add(ref sum, u, d3, v, e3);
        sum.Add(md, m.V3);
        d.V2 = sum.Shift();
        AddSigned(ref sum, u, d4, v, e4);
        sum.Add(md, m.V4);
        d.V3 = sum.Shift();
        d.V4 = (long)sum.Low;

        sum = default;
        Add(ref sum, q, d0, r, e0);
        me -= (long)((inverse62 * sum.Low) + (ulong)me) & Signed62.Mask;
        sum.Add(me, m.V0);
        sum.Shift();
        Add(ref sum, q, d1, r, e1);
        sum.Add(me, m.V1);
        e.V0 = sum.Shift();
        Add(ref sum, q, d2, r, e2);
        sum.Add(me, m.V2);
        e.V1 = sum.Shift();
        Add(ref sum, q, d3, r, e3);
        sum.Add(me, m.V3);
        e.V2 = sum.Shift();
        AddSigned(ref sum, q, d4, r, e4);
        sum.Add(me, m.V4);
        e.V3 = sum.Shift();
        e.V4 = (long)sum.Low;
    }

    // (f, g) = t·(f, g)/2^62, which is exact
    private static void UpdateValues(ref Signed62 f, ref Signed62 g, in Matrix t)
    {
        long u = t.U, v = t.V, q = t.Q, r = t.R;
        long f0 = f.V0, f1 = f.V1, f2 = f.V2, f3 = f.V3, f4 = f.V4;
        long g0 = g.V0, g1 = g.V1, g2 = g.V2, g3 = g.V3, g4 = g.V4;
        SignedSum sum = default;
        Add(ref sum, u, f0, v, g0);
        long zero = sum.Shift();
        Add(ref sum, u, f1, v, g1);
        f.V0 = sum.Shift();
        Add(ref sum, u, f2, v, g2);
        f.V1 = sum.Shift();
        Add(ref sum, u, f3, v, g3);
        f.V2 = sum.Shift();
        AddSigned(ref sum, u, f4, v, g4);
        f.V3 = sum.Shift();
        f.V4 = (long)sum.Low;

        sum = default;
        Add(ref sum, q, f0, r, g0);
        zero |= sum.Shift();
        Debug.Assert(zero == 0);
        Add(ref sum, q, f1, r, g1);
        g.V0 = sum.Shift();
        Add(ref sum, q, f2, r, g2);
        g.V1 = sum.Shift();
        Add(ref sum, q, f3, r, g3);
        g.V2 = sum.Shift();
        AddSigned(ref sum, q, f4, r, g4);
        g.V3 = sum.Shift();
        g.V4 = (long)sum.Low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref SignedSum sum, long a, long x, long b, long y)
    {
        sum.Add(a, x);
        sum.Add(b, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSigned(ref SignedSum sum, long a, long x, long b, long y)
    {
        sum.AddSigned(a, x);
        sum.AddSigned(b, y);
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
