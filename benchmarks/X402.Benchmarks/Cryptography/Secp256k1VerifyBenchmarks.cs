using BenchmarkDotNet.Attributes;
using X402.Benchmarks.Rivals;
using X402.Cryptography;
using X402.Cryptography.Tests;

namespace X402.Benchmarks;

/// <summary>A signature under a known key. The key is parsed each time, except by the BCL, whose key object is made before.</summary>
public class Secp256k1VerifyBenchmarks : SignedDigestBenchmarks
{
    [Benchmark(Baseline = true)]
    public bool Ours()
    {
        SignedDigest next = Next();
        return Secp256k1.Verify(next.Digest, next.Signature, next.PublicKey);
    }

    [Benchmark]
    public bool BouncyCastle()
    {
        SignedDigest next = Next();
        return BouncySecp256k1.Verify(next.Digest, next.Signature, next.PublicKey);
    }

    [Benchmark]
    public bool BclECDsa()
    {
        SignedDigest next = Next();
        return next.Bcl.VerifyHash(next.Digest, next.Signature);
    }

    [Benchmark, BenchmarkCategory(NativeLibraries.Secp256k1)]
    public bool Libsecp256k1()
    {
        SignedDigest next = Next();
        return LibSecp256k1.Verify(next.Digest, next.Signature, next.PublicKey);
    }

    private protected override void CheckNext()
    {
        SignedDigest next = Next();
        Require(Secp256k1.Verify(next.Digest, next.Signature, next.PublicKey), nameof(Ours));
        Require(BouncySecp256k1.Verify(next.Digest, next.Signature, next.PublicKey), nameof(BouncyCastle));
        Require(next.Bcl.VerifyHash(next.Digest, next.Signature), nameof(BclECDsa));
        if (NativeLibraries.Has(NativeLibraries.Secp256k1))
        {
            Require(LibSecp256k1.Verify(next.Digest, next.Signature, next.PublicKey), nameof(Libsecp256k1));
        }
    }
}
