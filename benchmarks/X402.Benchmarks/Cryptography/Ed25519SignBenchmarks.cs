using BenchmarkDotNet.Attributes;
using X402.Benchmarks.Rivals;
using X402.Cryptography;
using Bouncy = Org.BouncyCastle.Math.EC.Rfc8032.Ed25519;

namespace X402.Benchmarks;

/// <summary>Ours takes the seed alone and derives the public key on each call; the rivals are handed it.</summary>
public class Ed25519SignBenchmarks : Ed25519Benchmarks
{
    [Benchmark(Baseline = true)]
    public void Ours()
    {
        Signed next = Next();
        Ed25519.Sign(next.Message, next.Seed, Output);
    }

    [Benchmark]
    public void BouncyCastle()
    {
        Signed next = Next();
        Bouncy.Sign(next.Seed, 0, next.PublicKey, 0, next.Message, 0, next.Message.Length, Output, 0);
    }

    [Benchmark, BenchmarkCategory(NativeLibraries.Sodium)]
    public bool Libsodium()
    {
        Signed next = Next();
        return LibSodium.Sign(next.Message, next.SecretKey, Output);
    }
}
