using BenchmarkDotNet.Attributes;
using X402.Benchmarks.Rivals;
using X402.Cryptography;
using X402.Cryptography.Tests;
using Bouncy = Org.BouncyCastle.Math.EC.Rfc8032.Ed25519;

namespace X402.Benchmarks;

/// <summary>Ed25519 over messages of 128 bytes..</summary>
public abstract class Ed25519Benchmarks
{
    private const int Count = 256;
    private readonly Signed[] _all = new Signed[Count];
    private int _next;

    private protected byte[] Output { get; } = new byte[64];

    [GlobalSetup]
    public void SetUp()
    {
        Seeded seeded = new("Ed25519Benchmarks");
        bool sodium = NativeLibraries.Has(NativeLibraries.Sodium) && LibSodium.sodium_init() >= 0;
        for (int i = 0; i < Count; i++)
        {
            byte[] seed = seeded.Bytes(32), message = seeded.Bytes(128), publicKey = new byte[32], signature = new byte[64];
            Ed25519.PublicKey(seed, publicKey);
            Ed25519.Sign(message, seed, signature);
            _all[i] = new(seed, [.. seed, .. publicKey], publicKey, message, signature);
            bool same = !sodium || (LibSodium.Sign(message, _all[i].SecretKey, Output) && Output.SequenceEqual(signature));
            if (!same || !Bouncy.Verify(signature, 0, publicKey, 0, message, 0, message.Length))
            {
                throw new InvalidOperationException("The implementations differ.");
            }
        }
    }

    private protected Signed Next() => _all[_next++ & (Count - 1)];

    private protected sealed record Signed(byte[] Seed, byte[] SecretKey, byte[] PublicKey, byte[] Message, byte[] Signature);
}
