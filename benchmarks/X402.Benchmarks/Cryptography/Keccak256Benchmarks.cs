using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Org.BouncyCastle.Crypto.Digests;
using X402.Cryptography;
using X402.Cryptography.Tests;

namespace X402.Benchmarks;

/// <summary>Keccak-256. SHA3-256 of the BCL (OpenSSL) is another hash of the same cost: a yardstick.</summary>
public class Keccak256Benchmarks
{
    private readonly byte[] _hash = new byte[Keccak256.HashSize];
    private readonly KeccakDigest _bouncyCastle = new(256);
    private byte[] _message = [];

    [Params(32, 64, 136, 1024)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void SetUp() => _message = new Seeded("Keccak256Benchmarks").Bytes(Bytes);

    [Benchmark(Baseline = true)]
    public void Ours() => Keccak256.HashData(_message, _hash);

    [Benchmark]
    public void BouncyCastle()
    {
        _bouncyCastle.BlockUpdate(_message, 0, _message.Length);
        _bouncyCastle.DoFinal(_hash, 0);
    }

    [Benchmark]
    public void BclSha3() => SHA3_256.HashData(_message, _hash);
}
