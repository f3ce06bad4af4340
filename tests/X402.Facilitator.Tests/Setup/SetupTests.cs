using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using X402.Testing;

namespace X402.Facilitator.Tests.Setup;

public sealed class SetupTests
{
    private const string Url = "http://127.0.0.1:1/v2/SECRET";
    private static readonly string Key = "0x" + new string('1', 64);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("base", Url)]
    [InlineData("eip155:0x2105", Url)]
    [InlineData("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp", Url)]
    [InlineData("eip155:8453", "rpc.example")]
    [InlineData("eip155:8453", "ftp://rpc.example")]
    public void Wrong_network_or_url_is_one_line_at_once(string network, string url)
    {
        var builder = new ServiceCollection().AddX402Facilitator();

        var error = Assert.Throws<X402ConfigurationException>(() => builder.AddEvm(network, url, EvmSigner.FromPrivateKey(Key)));

        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Network_added_twice_is_refused()
    {
        var builder = new ServiceCollection().AddX402Facilitator().AddEvm("eip155:1", Url, EvmSigner.FromPrivateKey(Key));

        Assert.Throws<X402ConfigurationException>(() => builder.AddEvm("eip155:1", Url, EvmSigner.FromPrivateKey(Key)));
    }

    [Fact]
    public async Task Unreachable_rpc_stops_the_start_and_shows_the_host_only()
    {
        var error = await FailAsync(services => services.AddX402Facilitator().AddEvm("eip155:8453", Url, EvmSigner.FromPrivateKey(Key)));

        Assert.Contains("eip155:8453: the RPC at 127.0.0.1 does not answer", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rpc_of_another_chain_stops_the_start()
    {
        await using var chain = await DevChain.StartAsync(cancellationToken: Token);

        var error = await FailAsync(services => services.AddX402Facilitator().AddEvm("eip155:8453", chain.RpcUrl.ToString(), EvmSigner.FromPrivateKey(Key)));

        Assert.Contains("serves eip155:84532", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_network_stops_the_start() =>
        Assert.Contains("serves no network", (await FailAsync(services => services.AddX402Facilitator())).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("SECRET")]
    [InlineData("SECRET of 16 characters and spaces")]
    [InlineData("SECRET-ü-of-sixteen")]
    [InlineData("SECRET-of-sixteen\n")]
    public async Task Api_key_that_no_client_could_send_stops_the_start(string key)
    {
        var error = await FailAsync(services => services.AddX402Facilitator(options => options.ApiKeys.Add(key)));

        Assert.Contains("at least 16 characters, printable ASCII without spaces", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configuration_alone_serves_a_network()
    {
        await using var chain = await DevChain.StartAsync(cancellationToken: Token);
        using var json = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(
            $$$$$"""{"X402":{"Networks":{"eip155:84532":{"RpcUrl":"{{{{{chain.RpcUrl}}}}}","SignerKey":"{{{{{Key}}}}}","ReceiptTimeoutSeconds":60}}}}"""));

        using var host = await StartAsync(new ConfigurationBuilder().AddJsonStream(json).Build());

        Assert.Equal("eip155:84532", host.Services.GetRequiredService<LocalFacilitator>().Schemes.Single().Network.ToString());
    }

    [Theory]
    [InlineData("X402__Networks__eip155:84532__")]
    [InlineData("X402__Networks__eip155__84532__")]
    public async Task Environment_variables_serve_a_network(string prefix)
    {
        await using var chain = await DevChain.StartAsync(cancellationToken: Token);
        var scope = $"SETUP{Environment.ProcessId}{prefix.Length}_";
        Environment.SetEnvironmentVariable(scope + prefix + "RpcUrl", chain.RpcUrl.ToString());
        Environment.SetEnvironmentVariable(scope + prefix + "SignerKey", Key);

        using var host = await StartAsync(new ConfigurationBuilder().AddEnvironmentVariables(scope).Build());

        Assert.Equal("eip155:84532", host.Services.GetRequiredService<LocalFacilitator>().Schemes.Single().Network.ToString());
    }

    [Theory]
    [InlineData("X402:Networks:base:RpcUrl", "http://a.example", "name the network by its CAIP-2 id")]
    [InlineData("X402:Networks:eip155:8453:RpcUrl", "http://a.example", "X402:Networks:eip155:8453:SignerKey is missing")]
    [InlineData("X402:Networks:eip155:8453:SignerKey", "SECRET", "X402:Networks:eip155:8453:RpcUrl is missing")]
    [InlineData("X402:ApiKey", "SECRET", "X402:ApiKey is unknown")]
    [InlineData("X402:Networks:eip155:8453:RpcUri", "http://a.example", "X402:Networks:eip155:8453:RpcUri is unknown")]
    public void Wrong_configuration_says_what_to_change(string key, string value, string text)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();

        var error = Assert.Throws<X402ConfigurationException>(() => new ServiceCollection().AddX402Facilitator(configuration.GetSection("X402")));

        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_signer_key_is_not_shown()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("X402:Networks:eip155:8453:RpcUrl", Url), new("X402:Networks:eip155:8453:SignerKey", "SECRET")]).Build();

        var error = Assert.Throws<X402ConfigurationException>(() => new ServiceCollection().AddX402Facilitator(configuration.GetSection("X402")));

        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_key_from_configuration_is_refused_outside_development()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("X402:Networks:eip155:8453:RpcUrl", Url), new("X402:Networks:eip155:8453:SignerKey", DevAccounts.Facilitator.PrivateKey)]).Build();

        var error = await Assert.ThrowsAsync<X402ConfigurationException>(() => StartAsync(configuration));

        Assert.Contains("is public", error.Message, StringComparison.Ordinal);
    }

    private static async Task<X402ConfigurationException> FailAsync(Action<IServiceCollection> configure)
    {
        using var host = Host.CreateEmptyApplicationBuilder(new()).With(configure).Build();
        return await Assert.ThrowsAsync<X402ConfigurationException>(() => host.StartAsync(Token));
    }

    private static async Task<IHost> StartAsync(IConfiguration configuration)
    {
        var host = Host.CreateEmptyApplicationBuilder(new()).With(services => services.AddX402Facilitator(configuration.GetSection("X402"))).Build();
        await host.StartAsync(Token);
        return host;
    }
}

internal static class HostBuilding
{
    public static HostApplicationBuilder With(this HostApplicationBuilder builder, Action<IServiceCollection> configure)
    {
        configure(builder.Services);
        return builder;
    }
}
