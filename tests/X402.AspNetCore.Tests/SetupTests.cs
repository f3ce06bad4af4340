using System.Diagnostics.Metrics;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using X402.AspNetCore.Tests.Support;

namespace X402.AspNetCore.Tests;

public sealed class SetupTests
{
    [Fact]
    public async Task Four_lines_sell()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddX402(o => o.PayTo("eip155:8453", "0x209693Bc6afc0C5328bA36FaF03C514EF312287C")).UseFacilitator("https://facilitator.example");
        await using var app = builder.Build();
        app.MapGet("/weather", () => "sunny").RequirePayment("$0.01");

        Assert.NotNull(app.Services.GetRequiredService<IPaymentGate>());
        Assert.IsType<Facilitator.HttpFacilitator>(app.Services.GetRequiredService<IFacilitator>());
    }

    [Fact]
    public async Task Configuration_alone_sells()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["X402:PayTo:eip155:84532"] = Shop.Receiver, ["X402:PublicBaseUrl"] = "https://api.example", ["X402:AcceptV1"] = "false",
        });
        builder.Services.AddX402(builder.Configuration.GetSection("X402")).UseFacilitator(new FakeFacilitator());
        await using var app = builder.Build();
        app.MapGet("/w", () => "sunny").RequirePayment("$0.01");
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        using var response = await http.GetAsync(app.Urls.First() + "/w", TestContext.Current.CancellationToken);

        var quote = Buyer.Quote(response);
        Assert.Equal(("https://api.example/w", Shop.Receiver), (quote.Resource!.Url, quote.Accepts[0].PayTo));
    }

    [Theory]
    [InlineData("facilitator.example", "'facilitator.example'")]
    [InlineData("facilitator.example/a?key=SECRET", "'facilitator.example/a'")]
    [InlineData("//user:SECRET@facilitator.example", "'…'")]
    [InlineData("localhost:5402", "'localhost:5402'")]
    [InlineData("ftp://user:SECRET@facilitator.example/a?key=SECRET#SECRET", "'ftp://facilitator.example/a'")]
    [InlineData("", "''")]
    public void Facilitator_url_that_is_none_is_refused_at_once_and_shown_without_secrets(string url, string shown)
    {
        var builder = new ServiceCollection().AddX402(o => o.PayTo(Shop.Network, Shop.Receiver));

        var error = Assert.Throws<X402ConfigurationException>(() => builder.UseFacilitator(url));

        Assert.Contains(shown, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X402:Facilitater:Url")]
    [InlineData("X402:Facilitator:Uri")]
    [InlineData("X402:PublicUrl")]
    public void Unknown_key_of_the_configuration_is_refused_and_named(string key)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, "https://a.example")]).Build();

        var error = Assert.Throws<X402ConfigurationException>(() => new ServiceCollection().AddX402(configuration.GetSection("X402")));

        Assert.StartsWith(key.Replace("Facilitater:Url", "Facilitater", StringComparison.Ordinal) + " is unknown", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Configuration_of_a_facilitator_beside_it_is_left_alone()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("X402:Networks:eip155:8453:RpcUrl", "https://a.example"), new("X402:ApiKeys:0", "a-key-of-sixteen"), new("x402:payto:eip155:8453", Shop.Receiver)]).Build();

        Assert.NotNull(new ServiceCollection().AddX402(configuration.GetSection("X402")));
    }

    [Fact]
    public void Services_registered_before_are_kept()
    {
        var claims = new Stores.InMemoryPaymentClaims(TimeProvider.System);
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<Stores.IPaymentClaims>(claims);
        services.AddX402(o => o.PayTo(Shop.Network, Shop.Receiver));
        services.AddX402(_ => { });
        using var provider = services.BuildServiceProvider();

        Assert.Same(claims, provider.GetRequiredService<Stores.IPaymentClaims>());
        Assert.Single(provider.GetServices<IStartupFilter>());
    }

    [Theory]
    [InlineData("X-Mine")]
    [InlineData("X-PAYMENT-RESPONSE")]
    public async Task Cors_policy_with_its_own_exposed_headers_keeps_ours(string own)
    {
        await using var shop = await Shop.OpenAsync((app, shop) =>
        {
            app.UseCors(policy => policy.WithOrigins("https://shop.example").WithExposedHeaders(own));
            app.MapGet("/w", shop.Handle).RequirePayment("$0.01");
        }, build: builder => builder.Services.AddCors());
        foreach (var payment in new[] { null, await shop.BuyAsync("/w") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/w") { Headers = { { "Origin", "https://shop.example" } } };
            if (payment is not null)
                request.Headers.TryAddWithoutValidation(PaymentHeaders.PaymentSignature, payment);
            using var response = await shop.Http.SendAsync(request, TestContext.Current.CancellationToken);
            var exposed = Buyer.Header(response, "Access-Control-Expose-Headers")!;

            Assert.Contains(own, exposed, StringComparison.Ordinal);
            Assert.Contains("PAYMENT-REQUIRED", exposed, StringComparison.Ordinal);
            Assert.Equal("https://shop.example", Buyer.Header(response, "Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task Web_socket_is_settled_before_it_opens()
    {
        var settledBefore = 0;
        await using var shop = await Shop.OpenAsync((app, shop) =>
        {
            app.UseWebSockets();
            app.MapGet("/ws", async context =>
            {
                settledBefore = shop.Facilitator.Settled;
                using var socket = await context.WebSockets.AcceptWebSocketAsync();
                await socket.SendAsync("sunny"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
            }).RequirePayment("$0.01");
        });
        var uri = new Uri(shop.BaseUrl.Replace("http:", "ws:", StringComparison.Ordinal) + "/ws");
        using var unpaid = new ClientWebSocket();
        unpaid.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => unpaid.ConnectAsync(uri, TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.PaymentRequired, unpaid.HttpStatusCode);
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader(PaymentHeaders.PaymentSignature, await shop.BuyAsync("/ws"));
        await socket.ConnectAsync(uri, TestContext.Current.CancellationToken);
        var buffer = new byte[16];
        var received = await socket.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken);

        Assert.Equal((5, 1), (received.Count, settledBefore));
        Assert.Contains(PaymentHeaders.PaymentResponse, socket.HttpResponseHeaders!.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Connection_that_is_no_web_socket_cannot_be_taken_over_before_it_is_paid()
    {
        var upgradable = true;
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/up", (HttpContext context) =>
        {
            upgradable = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpUpgradeFeature>()?.IsUpgradableRequest ?? false;
            return shop.Handle();
        }).RequirePayment("$0.01"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/up");
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "other");
        request.Headers.TryAddWithoutValidation(PaymentHeaders.PaymentSignature, await shop.BuyAsync("/up"));
        using var response = await shop.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(upgradable);
    }

    [Fact]
    public async Task Payments_are_counted_by_outcome()
    {
        var outcomes = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "X402" && instrument.Name == "x402.payments")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            foreach (var tag in tags)
            {
                // Other tests run at the same time: ours are told by their reason.
                if (tag.Key == "reason" && tag.Value is "counted_refusal")
                    outcomes.Enqueue("counted_refusal");
            }
        });
        listener.Start();
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/w", shop.Handle).RequirePayment("$0.01"),
            new FakeFacilitator { OnVerify = (_, _) => new(new VerifyResponse { InvalidReason = "counted_refusal" }) });
        using var response = await shop.GetAsync("/w", await shop.BuyAsync("/w"));

        Assert.Equal(["counted_refusal"], outcomes);
    }
}
