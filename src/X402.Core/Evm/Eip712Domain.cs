using System.Collections.Concurrent;
using System.Text;
using X402.Cryptography;

namespace X402.Evm;

/// <summary>An EIP-712 domain. Members that are null are not part of it.</summary>
/// <param name="Name">Name of the contract or app.</param>
/// <param name="Version">Version of its signing domain.</param>
/// <param name="ChainId">EIP-155 chain id.</param>
/// <param name="VerifyingContract">The contract that checks the signature.</param>
/// <param name="Salt">A last resort of the standard.</param>
public readonly record struct Eip712Domain(
    string? Name = null, string? Version = null, UInt256? ChainId = null, Address? VerifyingContract = null, Bytes32? Salt = null)
{
    private const int CacheSize = 1024;
    private const int LongestCachedText = 128;
    private static readonly ConcurrentDictionary<Eip712Domain, Bytes32> Cache = new();
    private static int s_cached;

    /// <summary>
    /// The domain separator, <c>hashStruct(EIP712Domain)</c>. Separators are remembered, a bounded number of them; a remembered one costs
    /// no allocation.
    /// </summary>
    public Bytes32 Separator()
    {
        if (Cache.TryGetValue(this, out var known))
            return known;
        var separator = Compute();
        if (Name?.Length > LongestCachedText || Version?.Length > LongestCachedText)
            return separator;
        // Domains come from outside, too: a flood of them must cost time only, never memory.
        if (Cache.TryAdd(this, separator) && Interlocked.Increment(ref s_cached) > CacheSize)
        {
            Cache.Clear();
            Interlocked.Exchange(ref s_cached, 0);
        }
        return separator;
    }

    /// <summary>The encoded type, such as <c>EIP712Domain(string name,uint256 chainId)</c>.</summary>
    internal string EncodeType()
    {
        var members = new List<string>(5);
        if (Name is not null) members.Add("string name");
        if (Version is not null) members.Add("string version");
        if (ChainId is not null) members.Add("uint256 chainId");
        if (VerifyingContract is not null) members.Add("address verifyingContract");
        if (Salt is not null) members.Add("bytes32 salt");
        return $"EIP712Domain({string.Join(',', members)})";
    }

    private Bytes32 Compute()
    {
        Span<byte> words = stackalloc byte[6 * 32];
        words.Clear();
        Keccak256.HashData(Encoding.UTF8.GetBytes(EncodeType()), words);
        var at = 32;
        foreach (var text in (ReadOnlySpan<string?>)[Name, Version])
        {
            if (text is null)
                continue;
            Keccak256.HashData(Encoding.UTF8.GetBytes(text), words[at..]);
            at += 32;
        }
        if (ChainId is { } chainId)
        {
            chainId.WriteBigEndian(words[at..]);
            at += 32;
        }
        if (VerifyingContract is { } contract)
        {
            contract.Span.CopyTo(words[(at + 12)..]);
            at += 32;
        }
        if (Salt is { } salt)
        {
            salt.Span.CopyTo(words[at..]);
            at += 32;
        }
        Span<byte> hash = stackalloc byte[Keccak256.HashSize];
        Keccak256.HashData(words[..at], hash);
        return new(hash);
    }

    /// <summary>Keccak-256 of <c>0x1901</c>, the separator and the struct's hash: what is signed.</summary>
    public Bytes32 Digest(Bytes32 structHash)
    {
        Span<byte> message = stackalloc byte[2 + 64];
        message[0] = 0x19;
        message[1] = 0x01;
        Separator().Span.CopyTo(message[2..]);
        structHash.Span.CopyTo(message[34..]);
        Span<byte> hash = stackalloc byte[Keccak256.HashSize];
        Keccak256.HashData(message, hash);
        return new(hash);
    }
}
