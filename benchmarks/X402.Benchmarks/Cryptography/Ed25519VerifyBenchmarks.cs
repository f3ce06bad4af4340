using BenchmarkDotNet.Attributes;
using X402.Benchmarks.Rivals;
using X402.Cryptography;
using Bouncy = Org.BouncyCastle.Math.EC.Rfc8032.Ed25519;

namespace X402.Benchmarks;

/// <summary>Ours refuses what libsodium refuses (small orders, other spellings); BouncyCastle is laxer.</summary>
public class Ed25519VerifyBenchmarks : Ed25519Benchmarks
{
    [Benchmark(Baseline = true)]
    public bool Ours()
    {
        Signed next = Next();
        return Ed25519.Verify(next.Message, next.Signature, next.PublicKey);
    }

    [Benchmark]
    public bool BouncyCastle()
    {
        Signed next = Next();
        return Bouncy.Verify(next.Signature, 0, next.PublicKey, 0, next.Message, 0, next.Message.Length);
    }

    [Benchmark, BenchmarkCategory(NativeLibraries.Sodium)]
    public bool Libsodium()
    {
        Signed next = Next();
        return LibSodium.Verify(next.Message, next.Signature, next.PublicKey);
    }
}
