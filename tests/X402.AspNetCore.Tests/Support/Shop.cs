using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace X402.AspNetCore.Tests.Support;

/// <summary>An application that sells, on a free loopback port.</summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string Receiver = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
    public const string Network = "eip155:84532";

    private readonly WebApplication _app;
    private int _handled;

    private Shop(WebApplication app, FakeFacilitator facilitator)
    {
        _app = app;
        Facilitator = facilitator;
        BaseUrl = "";
        Http = null!;
    }

    public FakeFacilitator Facilitator { get; }

    public string BaseUrl { get; private set; }

    public HttpClient Http { get; private set; }

    public IServiceProvider Services => _app.Services;

    /// <summary>How often a handler ran.</summary>
    public int Handled => _handled;

    public static Task<Shop> OpenAsync(Action<WebApplication, Shop> map, Action<X402Options>? options = null, Action<WebApplicationBuilder>? build = null) =>
        OpenAsync(map, new FakeFacilitator(), options, build);

    public static async Task<Shop> OpenAsync(
        Action<WebApplication, Shop> map, FakeFacilitator facilitator, Action<X402Options>? options = null, Action<WebApplicationBuilder>? build = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddX402(o =>
        {
            o.PayTo(Network, Receiver);
            options?.Invoke(o);
        }).UseFacilitator(facilitator);
        build?.Invoke(builder);
        var shop = new Shop(builder.Build(), facilitator);
        map(shop._app, shop);
        try
        {
            await shop._app.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await shop._app.DisposeAsync();
            throw;
        }
        shop.BaseUrl = shop._app.Urls.First();
        shop.Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(shop.BaseUrl) };
        return shop;
    }

    public string Handle()
    {
        Interlocked.Increment(ref _handled);
        return "sunny";
    }

    /// <summary>Sends without any normalisation of the path.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string pathAndQuery, string? payment = null, string header = PaymentHeaders.PaymentSignature,
        HttpContent? content = null)
    {
        var uri = new Uri(BaseUrl + pathAndQuery, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(method, uri) { Content = content };
        if (payment is not null)
            request.Headers.TryAddWithoutValidation(header, payment);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> GetAsync(string pathAndQuery, string? payment = null) => SendAsync(HttpMethod.Get, pathAndQuery, payment);

    /// <summary>Asks for the price and makes a payment for the first offer.</summary>
    public async Task<string> BuyAsync(string pathAndQuery, HttpMethod? method = null, HttpContent? content = null)
    {
        using var refused = await SendAsync(method ?? HttpMethod.Get, pathAndQuery, content: content);
        Assert.Equal(HttpStatusCode.PaymentRequired, refused.StatusCode);
        return Buyer.Pay(refused);
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        await _app.DisposeAsync();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{BaseUrl}, {Handled} handled");
}
