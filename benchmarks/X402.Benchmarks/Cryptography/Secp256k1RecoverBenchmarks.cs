using BenchmarkDotNet.Attributes;
using X402.Benchmarks.Rivals;
using X402.Cryptography;
using X402.Cryptography.Tests;

namespace X402.Benchmarks;

/// <summary>The public key behind a signature: what a payment of an account costs to verify.</summary>
public class Secp256k1RecoverBenchmarks : SignedDigestBenchmarks
{
    private readonly byte[] _publicKey = new byte[64];

    [Benchmark(Baseline = true)]
    public bool Ours()
    {
        SignedDigest next = Next();
        return Secp256k1.TryRecover(next.Digest, next.Signature, next.RecoveryId, _publicKey);
    }

    [Benchmark]
    public byte[]? BouncyCastle()
    {
        SignedDigest next = Next();
        return BouncySecp256k1.Recover(next.Digest, next.Signature, next.RecoveryId);
    }

    [Benchmark, BenchmarkCategory(NativeLibraries.Secp256k1)]
    public bool Libsecp256k1()
    {
        SignedDigest next = Next();
        return LibSecp256k1.TryRecover(next.Digest, next.Signature, next.RecoveryId, _publicKey);
    }

    private protected override void CheckNext()
    {
        SignedDigest next = Next();
        Require(Secp256k1.TryRecover(next.Digest, next.Signature, next.RecoveryId, _publicKey) && _publicKey.SequenceEqual(next.PublicKey), nameof(Ours));
        Require(BouncySecp256k1.Recover(next.Digest, next.Signature, next.RecoveryId)!.SequenceEqual(next.PublicKey), nameof(BouncyCastle));
        if (NativeLibraries.Has(NativeLibraries.Secp256k1))
        {
            Require(LibSecp256k1.TryRecover(next.Digest, next.Signature, next.RecoveryId, _publicKey) && _publicKey.SequenceEqual(next.PublicKey), nameof(Libsecp256k1));
        }
    }
}
