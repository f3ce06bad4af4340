using BenchmarkDotNet.Attributes;

namespace X402.Benchmarks;

/// <summary>Goes through the signed digests in turn.</summary>
public abstract class SignedDigestBenchmarks
{
    private readonly SignedDigest[] _all = SignedDigest.CreateMany();
    private int _next;

    private protected SignedDigest Next() => _all[_next++ & (SignedDigest.Count - 1)];

    /// <summary>A rival that answers wrongly must not be timed.</summary>
    [GlobalSetup]
    public void Check()
    {
        for (int i = 0; i < SignedDigest.Count; i++)
        {
            CheckNext();
        }
    }

    private protected abstract void CheckNext();

    private protected static void Require(bool good, string what)
    {
        if (!good)
        {
            throw new InvalidOperationException(what + " gives a wrong answer.");
        }
    }
}
