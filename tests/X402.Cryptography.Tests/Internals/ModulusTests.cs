using System.Numerics;

namespace X402.Cryptography.Tests;

public sealed class ModulusTests
{
    public static TheoryData<string> Orders => ["secp256k1", "ed25519"];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Sums_products_and_negatives_are_right(string name)
    {
        Modulus modulus = Find(name);
        BigInteger m = Integers.ToBig(modulus.Value);
        foreach (BigInteger a in Integers.Below(m, name + " first", 100))
        {
            U256 first = Integers.ToU256(a);
            modulus.Negate(out U256 r, first);
            Assert.Equal(Integers.Mod(-a, m), Integers.ToBig(r));
            foreach (BigInteger b in Integers.Below(m, name + " second", 20))
            {
                U256 second = Integers.ToU256(b);
                modulus.Add(out r, first, second);
                Assert.Equal((a + b) % m, Integers.ToBig(r));
                modulus.Multiply(out r, first, second);
                Assert.Equal(a * b % m, Integers.ToBig(r));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Any_512_bit_integer_is_reduced(string name)
    {
        Modulus modulus = Find(name);
        BigInteger m = Integers.ToBig(modulus.Value), top = BigInteger.One << 512;
        BigInteger lastMultiple = top / m * m;
        Seeded random = new(name + " wide");
        IEnumerable<BigInteger> cases =
        [
            0, 1, m, m - 1, m + 1, (2 * m) - 1, top - 1, lastMultiple, lastMultiple - 1, m * m, (m * m) - 1,
            .. Enumerable.Range(0, 2_000).Select(_ => new BigInteger(random.Bytes(64), isUnsigned: true)),
            .. Enumerable.Range(0, 500).Select(_ => ((1 + new BigInteger(random.Bytes(31), isUnsigned: true)) * m) - 1),
        ];
        ulong[] wide = new ulong[8];
        foreach (BigInteger a in cases)
        {
            for (int i = 0; i < 8; i++)
            {
                wide[i] = (ulong)((a >> (64 * i)) & ulong.MaxValue);
            }

            modulus.Reduce(out U256 r, wide);
            Assert.Equal(a % m, Integers.ToBig(r));
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Inverses_are_right_in_both_ways(string name)
    {
        Modulus modulus = Find(name);
        BigInteger m = Integers.ToBig(modulus.Value);
        foreach (BigInteger a in Integers.Below(m, name + " inverses", 2_000))
        {
            U256 value = Integers.ToU256(a);
            modulus.Inversion.Invert(out U256 r, value);
            Assert.Equal(Integers.Inverse(a, m), Integers.ToBig(r));
            modulus.Inversion.InvertPublic(out r, value);
            Assert.Equal(Integers.Inverse(a, m), Integers.ToBig(r));
        }
    }

    private static Modulus Find(string name) => name == "secp256k1" ? GroupOrder.Modulus : Ed25519.Order;
}
