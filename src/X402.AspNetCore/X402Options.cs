using System.Diagnostics.CodeAnalysis;
using X402.Evm;

namespace X402.AspNetCore;

/// <summary>How an application sells. Checked at start; see <see cref="X402OptionsValidator"/>.</summary>
public sealed class X402Options
{
    private readonly List<Receiver> _receivers = [];

    /// <summary>The tokens that prices may be in; starts as a copy of <see cref="AssetTable.Default"/>.</summary>
    public AssetTable Assets { get; } = new();

    /// <summary>
    /// How the world reaches this application, such as <c>https://api.example</c>, with what a proxy strips of the path; the request's own
    /// path base, path and query follow it in <c>resource.url</c>. Null takes scheme and host from the request: behind a proxy, set this or
    /// use the forwarded-headers middleware.
    /// </summary>
    [SuppressMessage("Design", "CA1056:URI-like properties should not be strings", Justification = "bound from configuration")]
    public string? PublicBaseUrl { get; set; }

    /// <summary>How long a payment may take, unless the route says otherwise: 1 s to 1 h in whole seconds, 300 s by default.</summary>
    public TimeSpan MaxTimeout { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>
    /// Bytes of an answer that are held back until it is paid; 1 MiB by default. A longer answer fails its request uncharged: raise this,
    /// or let the route settle first (<see cref="PaymentTerms.SettleFirst"/>).
    /// </summary>
    public int MaxResponseBufferBytes { get; set; } = 1024 * 1024;

    /// <summary>Bytes of a request body that a price may be taken from; 64 KiB by default. A longer one is answered 413.</summary>
    public int MaxPricedBodyBytes { get; set; } = 64 * 1024;

    /// <summary>Whether protocol v1 is spoken beside v2, on networks that have a v1 name; on by default.</summary>
    public bool AcceptV1 { get; set; } = true;

    /// <summary>
    /// Start without asking the facilitator what it serves, as when it is part of this very process and answers only once this has
    /// started. Off by default: an application that cannot be paid does not start.
    /// </summary>
    public bool DeferFacilitatorCheck { get; set; }

    /// <summary>What a 502 says in <c>Retry-After</c>; 5 s by default.</summary>
    public TimeSpan FacilitatorRetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    internal IReadOnlyList<Receiver> Receivers => _receivers;

    /// <summary>
    /// Takes money on a network, at an address. With several, every price is offered on each, in this order; a second call for a network
    /// changes its address.
    /// </summary>
    /// <param name="network">CAIP-2 id, such as <c>eip155:8453</c>.</param>
    /// <param name="address">Who is paid; on EVM chains <c>0x</c> and 40 hex digits, EIP-55 when of mixed case.</param>
    /// <exception cref="X402ConfigurationException">The network or the address is not one.</exception>
    public X402Options PayTo(string network, string address)
    {
        var chain = ParseNetwork(network);
        CheckReceiver(chain, address);
        var entry = new Receiver(chain, address);
        var at = _receivers.FindIndex(receiver => receiver.Network == chain);
        if (at >= 0)
            _receivers[at] = entry;
        else
            _receivers.Add(entry);
        return this;
    }

    internal string? FindReceiver(ChainId network)
    {
        foreach (var (chain, address) in _receivers)
        {
            if (chain == network)
                return address;
        }
        return null;
    }

    internal static ChainId ParseNetwork(string network) =>
        ChainId.TryParse(network, out var chain)
            ? chain
            : throw new X402ConfigurationException($"'{network}' is not a network: give its CAIP-2 id, such as eip155:8453 for Base.");

    internal static void CheckReceiver(ChainId network, string? address)
    {
        if (string.IsNullOrWhiteSpace(address))
            throw new X402ConfigurationException($"PayTo for {network} is empty: give the address that is to be paid.");
        if (!network.IsEvm)
            return;
        if (!Address.TryParse(address, out var parsed))
            throw new X402ConfigurationException($"PayTo for {network}: '{address}' is not an address (0x and 40 hex digits, EIP-55 when of mixed case).");
        if (parsed.IsZero)
            throw new X402ConfigurationException($"PayTo for {network} is the zero address: money sent there is lost.");
    }
}
