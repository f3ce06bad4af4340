namespace X402.Cryptography;

/// <summary>A signed integer of five 62-bit limbs, least significant first; the top limb carries the sign.</summary>
internal struct Signed62
{
    public const long Mask = long.MaxValue >> 1;

    public long V0, V1, V2, V3, V4;

    public static Signed62 From(in U256 a) => new()
    {
        V0 = (long)a.L0 & Mask,
        V1 = (long)((a.L0 >> 62) | (a.L1 << 2)) & Mask,
        V2 = (long)((a.L1 >> 60) | (a.L2 << 4)) & Mask,
        V3 = (long)((a.L2 >> 58) | (a.L3 << 6)) & Mask,
        V4 = (long)(a.L3 >> 56),
    };

    public readonly U256 ToU256() => new(
        ((ulong)V3 >> 6) | ((ulong)V4 << 56),
        ((ulong)V2 >> 4) | ((ulong)V3 << 58),
        ((ulong)V1 >> 2) | ((ulong)V2 << 60),
        (ulong)V0 | ((ulong)V1 << 62));

    public readonly bool IsZero => (V0 | V1 | V2 | V3 | V4) == 0;

    /// <summary>Brings limbs 0 to 3 into 0..2^62−1.</summary>
    public void Carry()
    {
        V1 += V0 >> 62;
        V0 &= Mask;
        V2 += V1 >> 62;
        V1 &= Mask;
        V3 += V2 >> 62;
        V2 &= Mask;
        V4 += V3 >> 62;
        V3 &= Mask;
    }
}
