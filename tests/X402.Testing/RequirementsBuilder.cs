using System.Text.Json;
using X402.Protocol;

namespace X402.Testing;

/// <summary>Payment requirements for a test: 0.01 USDC on Base Sepolia for <see cref="DevAccounts.Seller"/>, within 60 seconds.</summary>
/// <example><code>var requirements = new RequirementsBuilder { Amount = 5_000 }.Build();</code></example>
public sealed record RequirementsBuilder
{
    /// <summary>The scheme.</summary>
    public string Scheme { get; init; } = "exact";

    /// <summary>The token, which gives network, contract and EIP-712 domain.</summary>
    public Asset Asset { get; init; } =
        new(ChainId.Evm(84532), "0x036CbD53842c5426634e7929541eC2318f3dCF7e", "USDC", 6, "USDC", "2");

    /// <summary>The price in atomic units.</summary>
    public UInt256 Amount { get; init; } = 10_000;

    /// <summary>The receiver.</summary>
    public string PayTo { get; init; } = DevAccounts.Seller.Address.ToString();

    /// <summary>Seconds within which the payment must be settled.</summary>
    public long MaxTimeoutSeconds { get; init; } = 60;

    /// <summary>Whether <c>extra</c> names the token's EIP-712 domain, as it must for EIP-3009.</summary>
    public bool WithDomain { get; init; } = true;

    /// <summary>For the token of a chain.</summary>
    public static RequirementsBuilder For(DevChain chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return new() { Asset = chain.Asset };
    }

    /// <summary>Makes them.</summary>
    public PaymentRequirements Build() => new()
    {
        Scheme = Scheme, Network = Asset.Network.ToString(), Amount = Amount.ToString(), Asset = Asset.Address, PayTo = PayTo,
        MaxTimeoutSeconds = MaxTimeoutSeconds, Extra = WithDomain ? Domain() : null,
    };

    private JsonElement Domain() => JsonSerializer.SerializeToElement(
        new Dictionary<string, string> { ["name"] = Asset.Eip712Name ?? "", ["version"] = Asset.Eip712Version ?? "" },
        X402Json.Wire.DictionaryStringString);
}
