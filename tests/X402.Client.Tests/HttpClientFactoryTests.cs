using Microsoft.Extensions.DependencyInjection;

namespace X402.Client.Tests;

public sealed class HttpClientFactoryTests
{
    [Fact]
    public async Task Named_clients_share_their_budget()
    {
        using var server = FakeServer.Selling(Offers.Usdc());
        var services = new ServiceCollection();
        services.AddHttpClient("buyer").ConfigurePrimaryHttpMessageHandler(() => server)
            .AddX402Payment(new FakeSigner(), SpendPolicy.PerRequest("$0.01").PerDay("$0.01"));
        await using var provider = services.BuildServiceProvider();
        var factory = provider.GetRequiredService<IHttpClientFactory>();
        Assert.Equal("sunny", await factory.CreateClient("buyer").GetStringAsync(Offers.Url, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<PaymentRefusedException>(() => factory.CreateClient("buyer").GetStringAsync(Offers.Url, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Primary_handler_follows_no_redirects_whatever_the_order(bool paymentFirst)
    {
        var primary = new SocketsHttpHandler();
        var services = new ServiceCollection();
        var builder = services.AddHttpClient("buyer");
        if (!paymentFirst)
            builder.ConfigurePrimaryHttpMessageHandler(() => primary);
        builder.AddX402Payment(new FakeSigner(), SpendPolicy.PerRequest("$1"));
        if (paymentFirst)
            builder.ConfigurePrimaryHttpMessageHandler(() => primary);
        using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("buyer");
        Assert.False(primary.AllowAutoRedirect);
    }

    [Fact]
    public void Other_clients_keep_their_redirects()
    {
        var primary = new SocketsHttpHandler();
        var services = new ServiceCollection();
        services.AddHttpClient("buyer").AddX402Payment(new FakeSigner(), SpendPolicy.PerRequest("$1"));
        services.AddHttpClient("other").ConfigurePrimaryHttpMessageHandler(() => primary);
        using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("other");
        Assert.True(primary.AllowAutoRedirect);
    }

    [Fact]
    public async Task Clock_and_ledger_come_from_the_container()
    {
        var time = new ManualTime();
        using var server = FakeServer.Selling(Offers.Usdc());
        var signer = new FakeSigner();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddSingleton<ISpendLedger>(new InMemorySpendLedger(time));
        services.AddHttpClient("buyer").ConfigurePrimaryHttpMessageHandler(() => server).AddX402Payment(signer, SpendPolicy.PerRequest("$1"));
        await using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("buyer");
        await http.GetStringAsync(Offers.Url, TestContext.Current.CancellationToken);
        Assert.Equal(time.Now, signer.Requests.Single().Now);
    }
}
