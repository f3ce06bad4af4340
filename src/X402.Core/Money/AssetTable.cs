using X402.Evm;

namespace X402;

/// <summary>
/// The assets that we know, in order: the first of a chain is what <c>$</c> means there. Names, versions, decimals and addresses that are
/// signed or charged come from here, never from the other side of the wire. Safe for concurrent use.
/// </summary>
public sealed class AssetTable
{
    private readonly Lock _adding = new();
    private readonly bool _isFixed;
    // By the text of the id: of a dictionary of structs every method would be compiled at start.
    private volatile Dictionary<string, Entry[]> _byNetwork;

    /// <summary>A copy of <see cref="Default"/> to add to.</summary>
    public AssetTable() : this(Default._byNetwork, isFixed: false)
    {
    }

    private AssetTable(Dictionary<string, Entry[]> byNetwork, bool isFixed) => (_byNetwork, _isFixed) = (byNetwork, isFixed);

    /// <summary>The default assets of the reference packages, v2's and those that only v1 had. Cannot be added to.</summary>
    public static AssetTable Default { get; } = CreateDefault();

    /// <summary>Every asset.</summary>
    public IEnumerable<Asset> All => _byNetwork.Values.SelectMany(entries => entries, (_, entry) => entry.Asset);

    /// <summary>Adds an asset behind the others of its chain; one with the same address takes the place of the old one.</summary>
    /// <exception cref="X402ConfigurationException">The address, the decimals, the transfer method or the typed-data domain is wrong.</exception>
    /// <exception cref="InvalidOperationException">This is <see cref="Default"/>.</exception>
    public void Add(Asset asset)
    {
        ArgumentNullException.ThrowIfNull(asset);
        if (_isFixed)
            throw new InvalidOperationException("The default assets are shared: make a new AssetTable() and add to that.");
        var entry = Entry.Create(asset);
        lock (_adding)
        {
            var old = _byNetwork.GetValueOrDefault(asset.Network.ToString()) ?? [];
            var index = Array.FindIndex(old, other => other.HasAddress(entry.Asset.Address));
            Entry[] entries = index < 0 ? [.. old, entry] : [.. old[..index], entry, .. old[(index + 1)..]];
            _byNetwork = new(_byNetwork) { [asset.Network.ToString()] = entries };
        }
    }

    /// <summary>
    /// The asset of a chain by its address (bytes count on EVM chains, not letter case; a wrong EIP-55 checksum finds nothing) or by its
    /// symbol in any case; null when we do not know it.
    /// </summary>
    public Asset? Find(ChainId network, string addressOrSymbol)
    {
        ArgumentNullException.ThrowIfNull(addressOrSymbol);
        if (!_byNetwork.TryGetValue(network.ToString(), out var entries))
            return null;
        foreach (var entry in entries)
        {
            if (string.Equals(entry.Asset.Address, addressOrSymbol, StringComparison.Ordinal))
                return entry.Asset;
        }
        return (Array.Find(entries, entry => entry.HasAddress(addressOrSymbol))
            ?? Array.Find(entries, entry => string.Equals(entry.Asset.Symbol, addressOrSymbol, StringComparison.OrdinalIgnoreCase)))?.Asset;
    }

    /// <summary>What <c>$</c> means on a chain; null when we know no asset there.</summary>
    public Asset? GetDefault(ChainId network) => _byNetwork.TryGetValue(network.ToString(), out var entries) ? entries[0].Asset : null;

    /// <summary>The asset that a price is in on a chain.</summary>
    /// <exception cref="X402ConfigurationException">We know no such asset there.</exception>
    public Asset Resolve(ChainId network, Price price) =>
        (price.Symbol is { } symbol ? Find(network, symbol) : GetDefault(network))
        ?? throw new X402ConfigurationException($"No {price.Symbol ?? "default"} asset is known on {network}: add it to the asset table.");

    private static AssetTable CreateDefault()
    {
        var table = new AssetTable([], isFixed: false);
        foreach (var asset in DefaultAssets.All)
            table.Add(asset);
        return new(table._byNetwork, isFixed: true);
    }

    private sealed record Entry(Asset Asset, Address? Evm)
    {
        public static Entry Create(Asset asset)
        {
            if (asset.Decimals is < 0 or > 36)
                throw Wrong(asset, "has decimals outside 0 to 36");
            if (asset.TransferMethod is not ("eip3009" or "permit2"))
                throw Wrong(asset, "has a transfer method other than eip3009 and permit2");
            if (string.IsNullOrWhiteSpace(asset.Symbol) || string.IsNullOrWhiteSpace(asset.Address))
                throw Wrong(asset, "lacks its symbol or its address");
            if (!asset.Network.IsEvm)
                return new(asset, null);
            if (!asset.TryGetEvmAddress(out var address))
                throw Wrong(asset, "has an address that is not one (0x and 40 hex digits, EIP-55 when of mixed case)");
            if (asset.TransferMethod == "eip3009" && (string.IsNullOrEmpty(asset.Eip712Name) || string.IsNullOrEmpty(asset.Eip712Version)))
                throw Wrong(asset, "lacks the name or version of its typed-data domain, which eip3009 needs");
            return new(asset with { Address = address.ToString() }, address);
        }

        public bool HasAddress(string text) =>
            Evm is { } own ? Address.TryParse(text, out var address) && address == own : string.Equals(Asset.Address, text, StringComparison.Ordinal);

        private static X402ConfigurationException Wrong(Asset asset, string what) => new($"The asset {asset.Symbol} on {asset.Network} {what}.");
    }
}
