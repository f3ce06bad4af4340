using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace X402.Cryptography;

/// <summary>Erases values that a secret went through.</summary>
internal static class Secret
{
    public static void Clear<T>(ref T value)
        where T : unmanaged =>
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref value, 1)));
}
