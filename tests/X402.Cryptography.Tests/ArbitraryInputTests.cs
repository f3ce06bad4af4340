using FsCheck;
using FsCheck.Fluent;

namespace X402.Cryptography.Tests;

public sealed class ArbitraryInputTests
{
    private static readonly byte[] s_key = new byte[64];

    [Fact]
    public void No_outside_bytes_make_verification_throw_or_hang()
    {
        byte[] digest = new byte[32];
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll<byte[], byte[], int>((signature, key, id) =>
        {
            Secp256k1.Verify(digest, signature, key);
            Secp256k1.TryRecover(digest, signature, id, s_key);
            Ed25519.Verify(signature, signature, key);
            Keccak256.HashData(key);
        }));
    }

    [Fact]
    public void No_bytes_of_the_right_length_make_verification_throw_or_hang()
    {
        Seeded random = new("right lengths");
        for (int i = 0; i < 5_000; i++)
        {
            byte[] digest = Sparse(random, 32), signature = Sparse(random, 64), key = Sparse(random, 64);
            Secp256k1.Verify(digest, signature, key);
            Secp256k1.TryRecover(digest, signature, random.Below(4), s_key);
            Ed25519.Verify(digest, signature, key.AsSpan(0, 32));
        }
    }

    // Runs of 00 and ff between random bytes come closer to the edges than uniform bytes do.
    private static byte[] Sparse(Seeded random, int length)
    {
        byte[] bytes = random.Bytes(length);
        for (int run = random.Below(4); run > 0; run--)
        {
            int start = random.Below(length);
            bytes.AsSpan(start, random.Below(length - start + 1)).Fill((byte)(random.Below(2) * 255));
        }

        return bytes;
    }
}
