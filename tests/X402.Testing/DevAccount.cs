using X402.Evm;

namespace X402.Testing;

/// <summary>An account of <see cref="DevAccounts"/>: its private key is public knowledge.</summary>
/// <param name="Address">The account.</param>
/// <param name="PrivateKey">Its key, <c>0x</c> and 64 hex digits. Shown freely: everybody knows it.</param>
public sealed record DevAccount(Address Address, string PrivateKey)
{
    /// <summary>The key's 32 bytes, in the order of the text.</summary>
    public byte[] PrivateKeyBytes => Convert.FromHexString(PrivateKey.AsSpan(2));

    /// <summary>The address.</summary>
    public override string ToString() => Address.ToString();
}
