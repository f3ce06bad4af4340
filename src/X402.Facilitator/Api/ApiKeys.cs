using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace X402.Facilitator;

/// <summary>Keys of <c>Authorization: Bearer …</c>, compared in constant time by their hashes.</summary>
internal sealed class ApiKeys(IEnumerable<string> keys)
{
    private const string Prefix = "Bearer ";
    private readonly byte[][] _hashes = [.. keys.Select(Hash)];

    public bool Admits(HttpRequest request)
    {
        if (_hashes.Length == 0)
            return true;
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return false;
        var given = Hash(header[Prefix.Length..]);
        var admitted = false;
        foreach (var hash in _hashes)
            admitted |= CryptographicOperations.FixedTimeEquals(hash, given);
        return admitted;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
