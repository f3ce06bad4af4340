using System.Globalization;
using System.Text;
using X402.Cryptography;

namespace X402.Evm;

/// <summary>EIP-191 version 0x45 (<c>personal_sign</c>): what a wallet signs when it signs a text.</summary>
public static class Eip191
{
    /// <summary>Keccak-256 of the prefix <c>\x19Ethereum Signed Message:\n</c>, the message's length in bytes, and the message.</summary>
    public static Bytes32 HashMessage(ReadOnlySpan<byte> message)
    {
        var prefix = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\u0019Ethereum Signed Message:\n{message.Length}"));
        var whole = new byte[prefix.Length + message.Length];
        prefix.CopyTo(whole, 0);
        message.CopyTo(whole.AsSpan(prefix.Length));
        return new(Keccak256.HashData(whole));
    }

    /// <summary>Hashes a text in UTF-8.</summary>
    public static Bytes32 HashMessage(string message) => HashMessage(Encoding.UTF8.GetBytes(message));

    /// <summary>Who signed the message; see <see cref="EvmRecovery.TryRecover"/>.</summary>
    public static bool TryRecover(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature65, out Address address) =>
        EvmRecovery.TryRecover(HashMessage(message), signature65, out address);
}
