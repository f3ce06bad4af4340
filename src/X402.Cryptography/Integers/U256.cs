using System.Buffers.Binary;

namespace X402.Cryptography;

/// <summary>
/// A 256-bit unsigned integer, least significant limb first. All operations but <see cref="Bits"/> are free of secret-dependent branches.
/// </summary>
internal struct U256(ulong l3, ulong l2, ulong l1, ulong l0)
{
    public ulong L0 = l0, L1 = l1, L2 = l2, L3 = l3;

    public readonly bool IsZero => (L0 | L1 | L2 | L3) == 0;

    public readonly bool IsOdd => (L0 & 1) != 0;

    public static U256 FromBigEndian(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));

    public static U256 FromLittleEndian(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes));

    public readonly void WriteBigEndian(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, L3);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], L2);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], L1);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], L0);
    }

    public readonly void WriteLittleEndian(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, L0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], L1);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], L2);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], L3);
    }

    /// <summary>sum = a + b modulo 2^256; returns the carry.</summary>
    public static ulong Add(out U256 sum, in U256 a, in U256 b)
    {
        ulong carry = 0;
        ulong l0 = Limb.Add(a.L0, b.L0, ref carry);
        ulong l1 = Limb.Add(a.L1, b.L1, ref carry);
        ulong l2 = Limb.Add(a.L2, b.L2, ref carry);
        ulong l3 = Limb.Add(a.L3, b.L3, ref carry);
        sum = new U256(l3, l2, l1, l0);
        return carry;
    }

    /// <summary>difference = a − b modulo 2^256; returns the borrow, which is 1 exactly when a &lt; b.</summary>
    public static ulong Subtract(out U256 difference, in U256 a, in U256 b)
    {
        ulong borrow = 0;
        ulong l0 = Limb.Subtract(a.L0, b.L0, ref borrow);
        ulong l1 = Limb.Subtract(a.L1, b.L1, ref borrow);
        ulong l2 = Limb.Subtract(a.L2, b.L2, ref borrow);
        ulong l3 = Limb.Subtract(a.L3, b.L3, ref borrow);
        difference = new U256(l3, l2, l1, l0);
        return borrow;
    }

    public static bool LessThan(in U256 a, in U256 b) => Subtract(out _, a, b) != 0;

    public static bool Equal(in U256 a, in U256 b) => ((a.L0 ^ b.L0) | (a.L1 ^ b.L1) | (a.L2 ^ b.L2) | (a.L3 ^ b.L3)) == 0;

    /// <summary>a where the mask is all ones, b where it is zero.</summary>
    public static U256 Select(ulong mask, in U256 a, in U256 b) => new(
        Limb.Select(mask, a.L3, b.L3), Limb.Select(mask, a.L2, b.L2), Limb.Select(mask, a.L1, b.L1), Limb.Select(mask, a.L0, b.L0));

    /// <summary>Up to 32 bits from a position that is public; bits past 255 read as zero.</summary>
    public readonly uint Bits(int offset, int count)
    {
        int limb = offset >> 6, shift = offset & 63;
        ulong value = At(limb) >> shift;
        if (shift + count > 64)
        {
            value |= At(limb + 1) << (64 - shift);
        }

        return (uint)value & (uint)((1UL << count) - 1);
    }

    private readonly ulong At(int limb) => limb switch { 0 => L0, 1 => L1, 2 => L2, 3 => L3, _ => 0 };
}
