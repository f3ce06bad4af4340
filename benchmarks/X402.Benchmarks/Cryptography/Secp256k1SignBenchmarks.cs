using BenchmarkDotNet.Attributes;
using X402.Benchmarks.Rivals;
using X402.Cryptography;
using X402.Cryptography.Tests;

namespace X402.Benchmarks;

/// <summary>Signing with the nonce of RFC 6979; the BCL takes a random one.</summary>
public class Secp256k1SignBenchmarks : SignedDigestBenchmarks
{
    private readonly byte[] _signature = new byte[64];

    [Benchmark(Baseline = true)]
    public int Ours()
    {
        SignedDigest next = Next();
        return Secp256k1.Sign(next.Digest, next.PrivateKey, _signature);
    }

    [Benchmark]
    public byte[] BouncyCastle()
    {
        SignedDigest next = Next();
        return BouncySecp256k1.Sign(next.Digest, next.PrivateKey);
    }

    [Benchmark]
    public byte[] BclECDsa()
    {
        SignedDigest next = Next();
        return next.Bcl.SignHash(next.Digest);
    }

    [Benchmark, BenchmarkCategory(NativeLibraries.Secp256k1)]
    public int Libsecp256k1()
    {
        SignedDigest next = Next();
        return LibSecp256k1.Sign(next.Digest, next.PrivateKey, _signature);
    }

    private protected override void CheckNext()
    {
        SignedDigest next = Next();
        Require(BouncySecp256k1.Sign(next.Digest, next.PrivateKey).SequenceEqual(next.Signature), nameof(BouncyCastle));
        if (NativeLibraries.Has(NativeLibraries.Secp256k1))
        {
            Require(LibSecp256k1.Sign(next.Digest, next.PrivateKey, _signature) == next.RecoveryId && _signature.SequenceEqual(next.Signature), nameof(Libsecp256k1));
        }
    }
}
