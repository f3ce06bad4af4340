using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using X402.Protocol;

namespace X402.Client.Tests;

/// <summary>Two real servers on two ports: what one sends us to, the other must not get our payment.</summary>
public sealed class LoopbackRedirectTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Payment_does_not_reach_another_port(bool factory)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var stolen = new ConcurrentQueue<string>();
        var seen = new ConcurrentQueue<string>();
        await using var thief = await StartAsync(context =>
        {
            stolen.Enqueue(Payment(context));
            return context.Response.WriteAsync("thief", cancellation);
        });
        var thiefUrl = Url(thief);
        await using var shop = await StartAsync(context =>
        {
            seen.Enqueue(Payment(context));
            context.Response.StatusCode = Payment(context).Length > 0 ? 307 : 402;
            context.Response.Headers[PaymentHeaders.PaymentRequired] = PaymentHeaderCodec.Encode(new PaymentRequired { Accepts = [Offers.Usdc()] });
            context.Response.Headers.Location = thiefUrl;
            return Task.CompletedTask;
        });
        await using var provider = Services();
        using var http = factory
            ? provider.GetRequiredService<IHttpClientFactory>().CreateClient("buyer")
            : X402Http.Create(new FakeSigner(), SpendPolicy.PerRequest("$1"));
        Assert.Equal("thief", await http.GetStringAsync(Url(shop), cancellation));
        Assert.Equal(2, seen.Count);
        Assert.NotEqual("", seen.Last());
        Assert.Equal([""], stolen);
    }

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("buyer").AddX402Payment(new FakeSigner(), SpendPolicy.PerRequest("$1"));
        return services.BuildServiceProvider();
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static string Url(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/";

    private static string Payment(HttpContext context) =>
        context.Request.Headers[PaymentHeaders.PaymentSignature].ToString() + context.Request.Headers[PaymentHeaders.XPayment];
}
