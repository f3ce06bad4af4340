using System.Numerics;

namespace X402.Cryptography.Tests;

public sealed class FieldElementTests
{
    private const ulong Mask52 = (1UL << 52) - 1;
    private const ulong Mask48 = (1UL << 48) - 1;

    [Fact]
    public void Products_of_any_limbs_up_to_magnitude_8_are_right()
    {
        Seeded random = new("field products");
        for (int i = 0; i < 20_000; i++)
        {
            FieldElement a = Limbs(random, i % 5), b = Limbs(random, i % 3);
            FieldElement.Multiply(out FieldElement product, a, b);
            Assert.Equal(Value(a) * Value(b) % Integers.P, Canonical(product));
            FieldElement.Square(out FieldElement square, a);
            Assert.Equal(Value(a) * Value(a) % Integers.P, Canonical(square));
        }
    }

    [Fact]
    public void Sums_negatives_multiples_and_halves_are_right()
    {
        Seeded random = new("field sums");
        for (int i = 0; i < 5_000; i++)
        {
            FieldElement a = Limbs(random, i % 5), b = Limbs(random, i % 3);
            FieldElement.Add(out FieldElement r, a, b);
            Assert.Equal((Value(a) + Value(b)) % Integers.P, Canonical(r));
            FieldElement.Negate(out r, a, 8);
            Assert.Equal(Integers.Mod(-Value(a), Integers.P), Canonical(r));
            FieldElement.Scale(out r, a, 21);
            Assert.Equal(21 * Value(a) % Integers.P, Canonical(r));
            FieldElement.Half(out r, a);
            Assert.Equal(Value(a) % Integers.P, 2 * Canonical(r) % Integers.P);
        }
    }

    [Fact]
    public void Any_256_bit_integer_normalizes_below_p()
    {
        BigInteger[] edges = [Integers.P - 1, Integers.P, Integers.P + 1];
        foreach (BigInteger a in Integers.Below(BigInteger.One << 256, "field forms", 1_000).Concat(edges))
        {
            FieldElement element = FieldElement.From(Integers.ToU256(a));
            Assert.Equal(a % Integers.P, Canonical(element));
            Assert.Equal((a % Integers.P).IsZero, FieldElement.IsZeroPublic(element));
        }
    }

    [Fact]
    public void Zero_is_recognised_in_every_form()
    {
        for (int i = 1; i <= 8; i++)
        {
            FieldElement.Negate(out FieldElement zero, default, i);
            Assert.True(FieldElement.IsZeroPublic(zero));
            zero.N0++;
            Assert.False(FieldElement.IsZeroPublic(zero));
        }
    }

    [Fact]
    public void Inverses_and_roots_are_right()
    {
        foreach (BigInteger a in Integers.Below(Integers.P, "field inverses", 1_000))
        {
            FieldElement element = FieldElement.From(Integers.ToU256(a));
            FieldElement.Invert(out FieldElement r, element);
            Assert.Equal(Integers.Inverse(a, Integers.P), Canonical(r));
            FieldElement.InvertPublic(out r, element);
            Assert.Equal(Integers.Inverse(a, Integers.P), Canonical(r));
            bool isSquare = a.IsZero || BigInteger.ModPow(a, (Integers.P - 1) / 2, Integers.P).IsOne;
            Assert.Equal(isSquare, FieldElement.SquareRootPublic(out r, element));
            if (isSquare)
            {
                Assert.Equal(a, BigInteger.ModPow(Canonical(r), 2, Integers.P));
            }
        }
    }

    // Kinds: random within magnitude 8, all limbs at the limit of magnitude 8, at that of 1, one limb at the limit, small.
    private static FieldElement Limbs(Seeded random, int kind)
    {
        ulong limit = kind == 2 ? 2UL : 16UL;
        ulong Limb(ulong mask) => kind switch
        {
            0 => BitConverter.ToUInt64(random.Bytes(8)) % (limit * mask),
            1 or 2 => limit * mask,
            3 => random.Below(2) == 0 ? limit * mask : 0,
            _ => (ulong)random.Below(3),
        };
        return new FieldElement { N0 = Limb(Mask52), N1 = Limb(Mask52), N2 = Limb(Mask52), N3 = Limb(Mask52), N4 = Limb(Mask48) };
    }

    private static BigInteger Value(in FieldElement a) =>
        a.N0 + ((BigInteger)a.N1 << 52) + ((BigInteger)a.N2 << 104) + ((BigInteger)a.N3 << 156) + ((BigInteger)a.N4 << 208);

    private static BigInteger Canonical(FieldElement a)
    {
        FieldElement.Normalize(ref a);
        return Integers.ToBig(a.ToU256());
    }
}
