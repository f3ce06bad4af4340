using System.Numerics;

namespace X402.Cryptography.Tests;

public sealed class FieldElement25519Tests
{
    [Fact]
    public void Products_of_any_limbs_below_2_to_54_are_right()
    {
        Seeded random = new("25519 products");
        for (int i = 0; i < 20_000; i++)
        {
            FieldElement25519 a = Limbs(random, i % 4), b = Limbs(random, i % 3);
            FieldElement25519.Multiply(out FieldElement25519 r, a, b);
            Assert.Equal(Value(a) * Value(b) % Integers.P25519, Canonical(r));
            FieldElement25519.Square(out r, a);
            Assert.Equal(Value(a) * Value(a) % Integers.P25519, Canonical(r));
        }
    }

    [Fact]
    public void Differences_are_right()
    {
        foreach (BigInteger a in Integers.Below(Integers.P25519, "25519 differences", 100))
        {
            foreach (BigInteger b in Integers.Below(Integers.P25519, "25519 other differences", 10))
            {
                FieldElement25519 first = FieldElement25519.From(Integers.ToU256(a)), second = FieldElement25519.From(Integers.ToU256(b));
                FieldElement25519.Subtract(out FieldElement25519 r, first, second);
                Assert.Equal(Integers.Mod(a - b, Integers.P25519), Canonical(r));
                FieldElement25519.Add(out second, second, second);
                FieldElement25519.SubtractWide(out r, first, second);
                Assert.Equal(Integers.Mod(a - (2 * b), Integers.P25519), Canonical(r));
            }
        }
    }

    [Fact]
    public void Any_255_bit_integer_normalizes_below_p()
    {
        IEnumerable<BigInteger> edges = Enumerable.Range(-3, 22).Select(i => Integers.P25519 + i).Where(a => a < BigInteger.One << 255);
        foreach (BigInteger a in Integers.Below(BigInteger.One << 255, "25519 forms", 1_000).Concat(edges))
        {
            Assert.Equal(a % Integers.P25519, Canonical(FieldElement25519.From(Integers.ToU256(a))));
        }
    }

    [Fact]
    public void Inverses_and_powers_are_right()
    {
        foreach (BigInteger a in Integers.Below(Integers.P25519, "25519 inverses", 500))
        {
            FieldElement25519 element = FieldElement25519.From(Integers.ToU256(a));
            FieldElement25519.Invert(out FieldElement25519 r, element);
            Assert.Equal(Integers.Inverse(a, Integers.P25519), Canonical(r));
            FieldElement25519.InvertPublic(out r, element);
            Assert.Equal(Integers.Inverse(a, Integers.P25519), Canonical(r));
            FieldElement25519.PowerForRoot(out r, element);
            Assert.Equal(BigInteger.ModPow(a, (Integers.P25519 - 5) / 8, Integers.P25519), Canonical(r));
        }
    }

    private static FieldElement25519 Limbs(Seeded random, int kind)
    {
        const ulong limit = 1UL << 54;
        ulong Limb() => kind switch
        {
            0 => BitConverter.ToUInt64(random.Bytes(8)) % limit,
            1 => limit - 1,
            2 => (1UL << 51) - 1,
            _ => random.Below(2) == 0 ? limit - 1 : 0,
        };
        return new FieldElement25519 { N0 = Limb(), N1 = Limb(), N2 = Limb(), N3 = Limb(), N4 = Limb() };
    }

    private static BigInteger Value(in FieldElement25519 a) =>
        a.N0 + ((BigInteger)a.N1 << 51) + ((BigInteger)a.N2 << 102) + ((BigInteger)a.N3 << 153) + ((BigInteger)a.N4 << 204);

    private static BigInteger Canonical(in FieldElement25519 a)
    {
        FieldElement25519.Normalize(out U256 value, a);
        return Integers.ToBig(value);
    }
}
