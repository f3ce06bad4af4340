using System.Runtime.InteropServices;

namespace X402.Benchmarks.Rivals;

/// <summary>The C libraries that are compared with; also the benchmark categories of their rows.</summary>
internal static class NativeLibraries
{
    /// <summary>Debian package libsecp256k1-1.</summary>
    public const string Secp256k1 = "libsecp256k1.so.1";

    /// <summary>Debian package libsodium23.</summary>
    public const string Sodium = "libsodium.so.23";

    public static bool Has(string library) => NativeLibrary.TryLoad(library, out _);

    public static IEnumerable<string> Missing() => new[] { Secp256k1, Sodium }.Where(library => !Has(library));
}
