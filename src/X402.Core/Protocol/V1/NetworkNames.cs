namespace X402.Protocol.V1;

/// <summary>The network names of protocol v1 and their CAIP-2 ids. A network without a v1 name cannot be paid with v1.</summary>
public static class NetworkNames
{
    // Texts on both sides: of a dictionary of structs every method would be compiled at start.
    private static readonly Dictionary<string, string> ByName = new(StringComparer.Ordinal)
    {
        ["ethereum"] = "eip155:1", ["sepolia"] = "eip155:11155111", ["base"] = "eip155:8453", ["base-sepolia"] = "eip155:84532",
        ["avalanche"] = "eip155:43114", ["avalanche-fuji"] = "eip155:43113", ["abstract"] = "eip155:2741",
        ["abstract-testnet"] = "eip155:11124", ["iotex"] = "eip155:4689", ["sei"] = "eip155:1329", ["sei-testnet"] = "eip155:1328",
        ["polygon"] = "eip155:137", ["polygon-amoy"] = "eip155:80002", ["peaq"] = "eip155:3338", ["story"] = "eip155:1514",
        ["educhain"] = "eip155:41923", ["skale-base-sepolia"] = "eip155:324705682", ["megaeth"] = "eip155:4326", ["monad"] = "eip155:143",
        ["stable"] = "eip155:988", ["stable-testnet"] = "eip155:2201", ["celo"] = "eip155:42220", ["flare"] = "eip155:14",
        ["solana"] = "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp", ["solana-devnet"] = "solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1",
        ["solana-testnet"] = "solana:4uhcVJyU9pJkvQyS88uRDiswHXSCkY3z",
    };

    private static readonly Dictionary<string, string> ById = ByName.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The chain of a v1 name; null when there is none.</summary>
    public static ChainId? ToChainId(string? name) => name is not null && ByName.TryGetValue(name, out var chain) ? ChainId.Parse(chain) : null;

    /// <summary>The v1 name of a CAIP-2 id; null when there is none.</summary>
    public static string? ToName(string? chainId) => chainId is not null && ById.TryGetValue(chainId, out var name) ? name : null;
}
