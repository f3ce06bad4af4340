using System.Net;
using System.Net.Http.Json;
using Snippets.Programs;
using X402;
using X402.Testing;

namespace Snippets;

/// <summary>The programs of the pages, run as they stand there: real signatures, real transfers, on a chain in this process.</summary>
public sealed class ProgramTests
{
    private const string Key = "a-key-of-sixteen";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Programs_of_the_readme_sell_buy_and_settle()
    {
        Environment.SetEnvironmentVariable("X402_KEY", DevAccounts.Buyer.PrivateKey);
        await using var market = await Market.OpenAsync();
        var server = await market.StartAsync(Sell.Quick(Market.NewBuilder(), market.FacilitatorUrl));

        var answer = await Buy.QuickAsync(server + "/weather");

        Assert.Equal(("sunny", "10000"), (answer, market.Earned));
    }

    [Fact]
    public async Task Server_with_a_facilitator_of_its_own_sells()
    {
        await using var market = await Market.OpenAsync();
        var server = await market.StartAsync(Sell.InOneProcess(Market.NewBuilder(), market.RpcUrl, Market.Settler));
        using var http = Market.NewBuyer();

        Assert.Equal(("sunny", "10000"), (await http.GetStringAsync(server + "/weather", Token), market.Earned));
    }

    [Fact]
    public async Task Server_and_facilitator_of_configuration_sell()
    {
        await using var market = await Market.OpenAsync();
        var facilitator = Market.NewBuilder(("X402:Networks:eip155:8453:RpcUrl", market.RpcUrl), ("X402:Networks:eip155:8453:SignerKey", "0x" + new string('7', 64)),
            ("X402:ApiKeys:0", Key));
        market.Fund(EvmSigner.FromPrivateKey(new string('7', 64)));
        var facilitatorUrl = await market.StartAsync(Settle.FromConfiguration(facilitator));
        var builder = Market.NewBuilder(("X402:PayTo:eip155:8453", Market.Seller), ("X402:Facilitator:Url", facilitatorUrl), ("X402:Facilitator:ApiKey", Key));
        var server = await market.StartAsync(Sell.FromConfiguration(builder));
        using var http = Market.NewBuyer();

        Assert.Equal(("sunny", "10000"), (await http.GetStringAsync(server + "/weather", Token), market.Earned));
    }

    [Theory]
    [InlineData("/now", "sunny", 10_000)]
    [InlineData("/today", "sunny", 10_000)]
    [InlineData("/tonight", "clear", 10_000)]
    [InlineData("/pro/now", "sunny, 21 degrees", 50_000)]
    [InlineData("/forecast", "sunny all week", 10_000)]
    [InlineData("/forecast?days=7", "sunny all week", 50_000)]
    [InlineData("/radar", "clear", 10_000)]
    [InlineData("/moon", "full", 20_000)]
    [InlineData("/tides", "low at noon", 20_000)]
    [InlineData("/search", "found for 0x70997970C51812dc3A010C7d01b50e0d17dc79C8", 50_000)]
    [InlineData("/report", "the report", 50_000)]
    [InlineData("/feed", "all of it", 100_000)]
    public async Task Endpoint_of_the_page_costs_what_it_says(string path, string answer, int units)
    {
        await using var market = await Market.OpenAsync();
        var server = await OpenPricedServerAsync(market);
        using var stranger = new HttpClient();
        using var unpaid = await stranger.GetAsync(server + path, Token);
        using var http = Market.NewBuyer();

        Assert.Equal(HttpStatusCode.PaymentRequired, unpaid.StatusCode);
        Assert.Equal(answer, await http.GetStringAsync(server + path, Token));
        Assert.Equal($"{units}", market.Earned);
    }

    [Fact]
    public async Task Body_of_the_page_is_its_price()
    {
        await using var market = await Market.OpenAsync();
        var server = await OpenPricedServerAsync(market);
        using var http = Market.NewBuyer();
        using var paid = await http.PostAsJsonAsync(server + "/scan", new { pages = 3 }, Token);
        using var refused = await http.PostAsJsonAsync(server + "/scan", new { pages = 101 }, Token);

        Assert.Equal(("3 pages read", "30000"), (await paid.Content.ReadAsStringAsync(Token), market.Earned));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Client_of_the_factory_pays()
    {
        await using var market = await Market.OpenAsync();
        var server = await market.StartAsync(Sell.Quick(Market.NewBuilder(), market.FacilitatorUrl));
        var services = new ServiceCollection();
        Buy.Named(services, Market.Buyer);
        await using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("buyer");

        Assert.Equal("sunny", await http.GetStringAsync(server + "/weather", Token));
    }

    [Fact]
    public async Task Facilitator_of_another_process_is_used_through_its_interface()
    {
        await using var market = await Market.OpenAsync();
        var url = await market.StartAsync(Settle.WithOptions(Market.NewBuilder(), market.RpcUrl, Market.Settler, Key));
        var services = new ServiceCollection();
        Settle.Remote(services, url, Key);
        await using var provider = services.BuildServiceProvider();

        var supported = await provider.GetRequiredService<IFacilitator>().GetSupportedAsync(Token);

        Assert.Contains(supported.Kinds, kind => kind is { X402Version: 2, Scheme: "exact", Network: Market.Network });
    }

    [Fact]
    public async Task Test_of_the_page_passes() => await Offline.SellOfflineAsync(Market.NewBuilder());

    private static async Task<string> OpenPricedServerAsync(Market market)
    {
        var facilitatorUrl = await market.StartAsync(Settle.WithOptions(Market.NewBuilder(), market.RpcUrl, Market.Settler, Key));
        return await market.StartAsync(Sell.Prices(Market.NewBuilder(), facilitatorUrl, Key));
    }
}
