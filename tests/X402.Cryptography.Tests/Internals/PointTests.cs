using System.Numerics;

namespace X402.Cryptography.Tests;

public sealed class PointTests
{
    [Fact]
    public void Secret_multiplication_agrees_with_BouncyCastle_on_edge_scalars()
    {
        foreach (BigInteger k in Integers.Below(Integers.N, "comb", 200).Where(k => !k.IsZero))
        {
            byte[] key = Bytes(k), publicKey = new byte[64];
            Secp256k1.PublicKey(key, publicKey);
            Assert.Equal(BouncySecp256k1.PublicKey(key), publicKey);
        }
    }

    [Fact]
    public void Public_multiplication_agrees_on_edge_scalars_and_infinity()
    {
        // a·7G + b·G = (7a + b)·G
        Seeded random = new("double multiplication");
        BigInteger[] scalars = [0, 1, 2, 7, Integers.N - 7, Integers.N - 1, (Integers.N - 1) / 2,
            BigInteger.One << 128, (BigInteger.One << 128) - 1,
            new(random.Bytes(31), isUnsigned: true), new(random.Bytes(31), isUnsigned: true)];
        AffinePoint seven = Times(7);
        foreach (BigInteger a in scalars)
        {
            foreach (BigInteger b in scalars.Append(Integers.Mod(-7 * a, Integers.N)))
            {
                DoubleMultiplication.Multiply(out JacobianPoint r, seven, Integers.ToU256(a), Integers.ToU256(b));
                BigInteger k = ((7 * a) + b) % Integers.N;
                Assert.Equal(k.IsZero, r.IsInfinity);
                if (!r.IsInfinity)
                {
                    r.ToAffinePublic(out AffinePoint affine);
                    AssertSame(Times(k), affine);
                }
            }
        }
    }

    [Fact]
    public void Complete_addition_handles_equal_opposite_and_infinite_operands()
    {
        AffinePoint g = AffinePoint.Generator, minus = g;
        FieldElement.Negate(out minus.Y, minus.Y, 1);
        ProjectivePoint sum = ProjectivePoint.Infinity;
        ProjectivePoint.Add(ref sum, g);
        sum.ToAffine(out AffinePoint affine);
        AssertSame(g, affine);
        ProjectivePoint.Add(ref sum, g);
        sum.ToAffine(out affine);
        AssertSame(Times(2), affine);
        ProjectivePoint.Add(ref sum, minus);
        ProjectivePoint.Add(ref sum, minus);
        Assert.True(FieldElement.IsZeroPublic(sum.Z));
        ProjectivePoint.Add(ref sum, minus);
        sum.ToAffine(out affine);
        AssertSame(Times(Integers.N - 1), affine);
    }

    [Fact]
    public void Public_addition_handles_equal_opposite_and_infinite_operands()
    {
        AffinePoint g = AffinePoint.Generator, minus = g;
        FieldElement.Negate(out minus.Y, minus.Y, 1);
        JacobianPoint sum = JacobianPoint.Infinity;
        JacobianPoint.Double(ref sum, sum);
        Assert.True(sum.IsInfinity);
        JacobianPoint.Add(ref sum, sum, g, out _);
        JacobianPoint.Add(ref sum, sum, g, out _);
        sum.ToAffinePublic(out AffinePoint affine);
        AssertSame(Times(2), affine);
        JacobianPoint.Add(ref sum, sum, minus, out _);
        JacobianPoint.Add(ref sum, sum, minus, out _);
        Assert.True(sum.IsInfinity);
    }

    private static AffinePoint Times(BigInteger k)
    {
        GeneratorComb.Multiply(out ProjectivePoint product, Integers.ToU256(k));
        product.ToAffine(out AffinePoint point);
        return point;
    }

    private static void AssertSame(AffinePoint expected, AffinePoint actual)
    {
        byte[] first = new byte[64], second = new byte[64];
        expected.Write(first);
        actual.Write(second);
        Assert.Equal(first, second);
    }

    private static byte[] Bytes(BigInteger value)
    {
        byte[] bytes = new byte[32];
        Integers.ToU256(value).WriteBigEndian(bytes);
        return bytes;
    }
}
