namespace X402.Cryptography;

/// <summary>n, the order of the secp256k1 group, and the endomorphism's split of a scalar.</summary>
internal static class GroupOrder
{
    public static readonly U256 N = new(0xFFFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFE, 0xBAAEDCE6AF48A03B, 0xBFD25E8CD0364141);

    /// <summary>(n − 1)/2, the largest s of a low-s signature.</summary>
    public static readonly U256 HalfN = new(0x7FFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF, 0x5D576E7357A4501D, 0xDFE92F46681B20A0);

    public static readonly Modulus Modulus = new(
        N, [0x402DA1732FC9BEC0, 0x4551231950B75FC4, 1, 0, 1], 0x34F20099AA774EC1);

    // λ: multiplying a point by it multiplies x by β.
    private static readonly U256 s_lambda = new(0x5363AD4CC05C30E0, 0xA5261C028812645A, 0x122E22EA20816678, 0xDF02967C1B23BD72);
    private static readonly U256 s_minusB1 = new(0, 0, 0xE4437ED6010E8828, 0x6F547FA90ABFE4C3);
    private static readonly U256 s_minusB2 = new(0xFFFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFE, 0x8A280AC50774346D, 0xD765CDA83DB1562C);
    private static readonly U256 s_g1 = new(0x3086D221A7D46BCD, 0xE86C90E49284EB15, 0x3DAA8A1471E8CA7F, 0xE893209A45DBB031);
    private static readonly U256 s_g2 = new(0xE4437ED6010E8828, 0x6F547FA90ABFE4C4, 0x221208AC9DF506C6, 0x1571B4AE8AC47F71);

    /// <summary>β: the x factor that belongs to λ.</summary>
    public static FieldElement Beta => new()
    {
        N0 = 0x96C28719501EE, N1 = 0x7512F58995C13, N2 = 0xC3434E99CF049, N3 = 0x07106E64479EA, N4 = 0x7AE96A2B657C,
    };

    /// <summary>
    /// k = first + second·λ modulo n, each or its negative below 2^128 (Guide to Elliptic Curve Cryptography, algorithm 3.74).
    /// </summary>
    public static void Split(in U256 k, out U256 first, out U256 second)
    {
        RoundedProduct(out U256 c1, k, s_g1);
        RoundedProduct(out U256 c2, k, s_g2);
        Modulus.Multiply(out c1, c1, s_minusB1);
        Modulus.Multiply(out c2, c2, s_minusB2);
        Modulus.Add(out second, c1, c2);
        Modulus.Multiply(out U256 back, second, s_lambda);
        Modulus.Negate(out back, back);
        Modulus.Add(out first, k, back);
    }

    // round(a × b / 2^384)
    private static void RoundedProduct(out U256 r, in U256 a, in U256 b)
    {
        Span<ulong> wide = stackalloc ulong[8];
        Modulus.MultiplyWide(wide, a, b);
        U256.Add(out r, new U256(0, 0, wide[7], wide[6]), new U256(0, 0, 0, wide[5] >> 63));
    }
}
