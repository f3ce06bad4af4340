using X402.Evm;

namespace X402;

/// <summary>
/// A token that payments are made in. Name, version, decimals and address come from a table that we keep, never from the other side of
/// the wire.
/// </summary>
/// <param name="Network">The chain it lives on.</param>
/// <param name="Address">Its contract, as it is advertised (EIP-55 on EVM chains).</param>
/// <param name="Symbol">Upper-case symbol, such as <c>USDC</c>.</param>
/// <param name="Decimals">Number of decimals of one whole token, 0–36.</param>
/// <param name="Eip712Name">The <c>name</c> of the token's EIP-712 domain; null where it has none.</param>
/// <param name="Eip712Version">The <c>version</c> of that domain.</param>
/// <param name="TransferMethod">How the scheme <c>exact</c> moves it: <c>eip3009</c> or <c>permit2</c>.</param>
public sealed record Asset(
    ChainId Network, string Address, string Symbol, int Decimals, string? Eip712Name, string? Eip712Version, string TransferMethod = "eip3009")
{
    /// <summary>The contract as bytes; false on chains that are not EVM.</summary>
    public bool TryGetEvmAddress(out Address address)
    {
        address = default;
        return Network.IsEvm && Evm.Address.TryParse(Address, out address);
    }
}
