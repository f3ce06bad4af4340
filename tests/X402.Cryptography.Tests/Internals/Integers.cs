using System.Numerics;

namespace X402.Cryptography.Tests;

/// <summary>The slow and obvious arithmetic that the fast one is held against.</summary>
internal static class Integers
{
    public static readonly BigInteger P = (BigInteger.One << 256) - (BigInteger.One << 32) - 977;
    public static readonly BigInteger N = ToBig(GroupOrder.N);
    public static readonly BigInteger P25519 = (BigInteger.One << 255) - 19;
    public static readonly BigInteger L = (BigInteger.One << 252) + BigInteger.Parse("27742317777372353535851937790883648493", null);

    public static BigInteger ToBig(in U256 a)
    {
        Span<byte> bytes = stackalloc byte[32];
        a.WriteBigEndian(bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }

    public static U256 ToU256(BigInteger a)
    {
        byte[] bytes = new byte[32];
        byte[] written = a.ToByteArray(isUnsigned: true);
        written.CopyTo(bytes, 0);
        return U256.FromLittleEndian(bytes);
    }

    public static BigInteger Mod(BigInteger a, BigInteger modulus)
    {
        BigInteger rest = a % modulus;
        return rest.Sign < 0 ? rest + modulus : rest;
    }

    public static BigInteger Inverse(BigInteger a, BigInteger prime) => BigInteger.ModPow(a, prime - 2, prime);

    /// <summary>The integers around which carries and reductions go wrong, and random ones, all below the limit.</summary>
    public static IEnumerable<BigInteger> Below(BigInteger limit, string name, int random)
    {
        for (int i = 0; i < 3; i++)
        {
            yield return i;
            yield return limit - 1 - i;
            yield return (limit >> 1) + i;
        }

        for (int bits = 26; bits < 256; bits += 13)
        {
            BigInteger power = BigInteger.One << bits;
            if (power < limit)
            {
                yield return power;
                yield return power - 1;
                yield return limit - power;
            }
        }

        Seeded seeded = new(name);
        for (int i = 0; i < random; i++)
        {
            yield return new BigInteger(seeded.Bytes(32), isUnsigned: true) % limit;
        }
    }
}
