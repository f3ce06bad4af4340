using X402.Cryptography;
using X402.Evm;

namespace X402.Testing;

/// <summary>
/// TEST KEYS: the accounts of the mnemonic <c>test test test test test test test test test test test junk</c>, which anvil and other test nodes
/// fund. Everybody has these keys: whatever is sent to them on a live chain is taken at once. For Development only.
/// </summary>
public static class DevAccounts
{
    /// <summary>Account 0, by custom the facilitator's.</summary>
    public static DevAccount Facilitator { get; } = FromKey("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

    /// <summary>Account 1, by custom the buyer's.</summary>
    public static DevAccount Buyer { get; } = FromKey("0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d");

    /// <summary>Account 2, by custom the seller's.</summary>
    public static DevAccount Seller { get; } = FromKey("0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a");

    /// <summary>All ten, in the order of their derivation.</summary>
    public static IReadOnlyList<DevAccount> All { get; } =
    [
        Facilitator, Buyer, Seller,
        FromKey("0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6"),
        FromKey("0x47e179ec197488593b187f80a00eb0da91f1b9d0b13f8733639f19c30a34926a"),
        FromKey("0x8b3a350cf5c34c9194ca85829a2df0ec3153be0318b5e2d3348e872092edffba"),
        FromKey("0x92db14e403b83dfe3df233f83dfa3a0d7096f21ca9b0d6d6b8d88b2b4ec1564e"),
        FromKey("0x4bbbf85ce3377467afe5d46f804f221813b2bb87f24d81f60f1fcdbf7cbf4356"),
        FromKey("0xdbda1821b80551c9d65939329250298aa3472ba22feea921c0cf5d620ea67b97"),
        FromKey("0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6"),
    ];

    /// <summary>Whether this is one of the well-known accounts: what a host refuses outside of Development.</summary>
    public static bool Contains(Address address) => All.Any(account => account.Address == address);

    private static DevAccount FromKey(string key)
    {
        Span<byte> publicKey = stackalloc byte[64];
        Secp256k1.PublicKey(Convert.FromHexString(key.AsSpan(2)), publicKey);
        return new(Address.FromPublicKey(publicKey), key);
    }
}
