using System.Buffers;
using X402.Client;

namespace X402;

/// <summary>
/// What a client may spend, and on what. Immutable: every call gives a new one. Amounts are dollars, and each whole token of
/// <see cref="PaymentClientOptions.Assets"/> counts as one; they are compared as integers with each token's own decimals.
/// What is not named is refused: a token outside the table always, a host, network or token outside a list once there is one.
/// </summary>
public sealed class SpendPolicy
{
    private static readonly SearchValues<char> NotInHosts = SearchValues.Create("/\\@*?# ");

    private IReadOnlyList<string>? _hosts;
    private IReadOnlyList<string>? _networks;
    private IReadOnlyList<string>? _assets;

    private SpendPolicy(UInt256 request, UInt256? day) => (RequestLimit, DayLimit) = (request, day);

    /// <summary>Dollars × 10^18 for one request.</summary>
    internal UInt256 RequestLimit { get; }

    /// <summary>Dollars × 10^18 for one UTC day; null for no limit.</summary>
    internal UInt256? DayLimit { get; private init; }

    /// <summary>The most for one request, such as <c>"$0.10"</c>. There is no policy without it.</summary>
    /// <exception cref="X402ConfigurationException">The text is not an amount of dollars above 0.</exception>
    public static SpendPolicy PerRequest(string price) => new(Dollars.ParseLimit(price), null);

    /// <summary>
    /// The most for one UTC day, such as <c>"$5"</c>. A payment counts from before it is signed; one that never got an answer counts until
    /// it can no longer settle (see <see cref="InMemorySpendLedger"/>). Without this call there is no limit per day.
    /// </summary>
    /// <exception cref="X402ConfigurationException">The text is not an amount of dollars above 0.</exception>
    public SpendPolicy PerDay(string price) => With(day: Dollars.ParseLimit(price));

    /// <summary>
    /// Pays these hosts only: <c>api.example</c>, <c>api.example:8443</c>, or <c>*.example</c> for every name below it.
    /// </summary>
    /// <exception cref="X402ConfigurationException">One of them is none of the three, such as a URL.</exception>
    public SpendPolicy AllowHosts(params IEnumerable<string> hosts)
    {
        var list = List(hosts, nameof(hosts));
        foreach (var host in list)
        {
            if ((host.StartsWith("*.", StringComparison.Ordinal) ? host.AsSpan(2) : host).ContainsAny(NotInHosts))
                throw new X402ConfigurationException($"AllowHosts: '{host}' is no host: write api.example, api.example:8443 or *.example.");
        }
        return With(hosts: list);
    }

    /// <summary>Pays on these networks only: CAIP-2 ids such as <c>eip155:8453</c>, or <c>eip155:*</c> for a whole family.</summary>
    /// <exception cref="X402ConfigurationException">One of them is neither.</exception>
    public SpendPolicy AllowNetworks(params IEnumerable<string> networks)
    {
        var list = List(networks, nameof(networks));
        foreach (var network in list)
        {
            if (!network.EndsWith(":*", StringComparison.Ordinal) && !ChainId.TryParse(network, out _))
                throw new X402ConfigurationException($"AllowNetworks: '{network}' is neither a CAIP-2 id (eip155:8453) nor a family (eip155:*).");
        }
        return With(networks: list);
    }

    /// <summary>Pays in these tokens only: symbols such as <c>USDC</c>, or addresses. They must be in the client's table as well.</summary>
    public SpendPolicy AllowAssets(params IEnumerable<string> assets) => With(assets: List(assets, nameof(assets)));

    internal bool AllowsHost(Uri url) => _hosts is null || _hosts.Any(host =>
        host.StartsWith("*.", StringComparison.Ordinal)
            ? url.IdnHost.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase)
            : IsHost(host, url.IdnHost, url.Port) || IsHost(host, url.Host, url.Port)); // the second: [::1], and names that are not ASCII

    private static bool IsHost(string allowed, string host, int port) =>
        string.Equals(allowed, host, StringComparison.OrdinalIgnoreCase)
            || string.Equals(allowed, $"{host}:{port}", StringComparison.OrdinalIgnoreCase);

    internal bool AllowsNetwork(ChainId network) => _networks is null || _networks.Any(allowed =>
        allowed.EndsWith(":*", StringComparison.Ordinal)
            ? string.Equals(allowed[..^2], network.Namespace, StringComparison.Ordinal)
            : string.Equals(allowed, network.ToString(), StringComparison.Ordinal));

    internal bool AllowsAsset(Asset asset, AssetTable table) =>
        _assets is null || _assets.Any(allowed => asset.Equals(table.Find(asset.Network, allowed)));

    private SpendPolicy With(
        UInt256? day = null, IReadOnlyList<string>? hosts = null, IReadOnlyList<string>? networks = null,
        IReadOnlyList<string>? assets = null) =>
        new(RequestLimit, day ?? DayLimit) { _hosts = hosts ?? _hosts, _networks = networks ?? _networks, _assets = assets ?? _assets };

    private static string[] List(IEnumerable<string> values, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        var list = values.ToArray();
        return list.All(value => !string.IsNullOrWhiteSpace(value)) ? list : throw new ArgumentException("An entry is empty.", name);
    }
}
