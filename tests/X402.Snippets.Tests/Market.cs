using Snippets.Programs;
using X402;
using X402.Evm;
using X402.Testing;

namespace Snippets;

/// <summary>A chain with a facilitator on it, for a server and a client to meet: Base as the pages name it, but in this process.</summary>
internal sealed class Market : IAsyncDisposable
{
    public const string Network = "eip155:8453";
    public const string Seller = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";

    private readonly DevChain _chain;
    private readonly List<WebApplication> _apps = [];

    private Market(DevChain chain) => _chain = chain;

    public string FacilitatorUrl { get; private set; } = "";

    public string RpcUrl => _chain.RpcUrl.ToString();

    /// <summary>Atomic units that the seller has.</summary>
    public string Earned => _chain.BalanceOf(Address.Parse(Seller)).ToString();

    public static EvmSigner Buyer => EvmSigner.FromPrivateKey(DevAccounts.Buyer.PrivateKey);

    public static EvmSigner Settler => EvmSigner.FromPrivateKey(DevAccounts.Facilitator.PrivateKey);

    public static async Task<Market> OpenAsync()
    {
        var token = AssetTable.Default.GetDefault(ChainId.Parse(Network))!;
        var chain = await DevChain.StartAsync(options =>
        {
            options.Network = token.Network;
            options.Usdc = Address.Parse(token.Address);
            (options.TokenName, options.TokenVersion) = (token.Eip712Name!, token.Eip712Version!);
        });
        chain.Mint(DevAccounts.Buyer.Address, 5_000_000);
        var market = new Market(chain);
        market.FacilitatorUrl = await market.StartAsync(Settle.Quick(NewBuilder(), market.RpcUrl, Settler));
        return market;
    }

    /// <summary>A builder whose application listens on a free port of this machine.</summary>
    public static WebApplicationBuilder NewBuilder(params IEnumerable<(string Key, string Value)> settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
        return builder;
    }

    /// <summary>An agent with five dollars.</summary>
    public static HttpClient NewBuyer() => X402Http.Create(Buyer, SpendPolicy.PerRequest("$0.10"));

    /// <summary>Gives an account what it needs to pay for gas.</summary>
    public void Fund(EvmSigner signer) => _chain.Fund(signer.Address, UInt256.Parse("1000000000000000000"));

    /// <summary>Starts an application; its base URL. It ends with the market.</summary>
    public async Task<string> StartAsync(WebApplication app)
    {
        _apps.Add(app);
        await app.StartAsync();
        return app.Urls.First();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in Enumerable.Reverse(_apps))
            await app.DisposeAsync();
        await _chain.DisposeAsync();
    }
}
