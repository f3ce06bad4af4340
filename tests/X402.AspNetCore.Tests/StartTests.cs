using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using X402.AspNetCore.Tests.Support;

namespace X402.AspNetCore.Tests;

/// <summary>Wrong set-up stops the start, with one line that says what to change.</summary>
public sealed class StartTests
{
    private static async Task<string> RefusedAsync(Action<WebApplicationBuilder> build, Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Logging.ClearProviders();
        var refused = await Assert.ThrowsAsync<X402ConfigurationException>(async () =>
        {
            build(builder);
            await using var app = builder.Build();
            map?.Invoke(app);
            await app.StartAsync(TestContext.Current.CancellationToken);
        });
        Assert.DoesNotContain('\n', refused.Message);
        return refused.Message;
    }

    private static Task<string> RefusedAsync(Action<X402Options> options, Action<WebApplication>? map = null) =>
        RefusedAsync(builder => builder.Services.AddX402(options).UseFacilitator(new FakeFacilitator()), map);

    [Fact]
    public async Task Nobody_to_be_paid_stops_the_start() =>
        Assert.Contains("X402:PayTo:eip155:8453", await RefusedAsync((X402Options _) => { }), StringComparison.Ordinal);

    [Theory]
    [InlineData("base", Shop.Receiver, "CAIP-2")]
    [InlineData("eip155:0x2105", Shop.Receiver, "CAIP-2")]
    [InlineData("eip155:999999", Shop.Receiver, "eip155:999999")]
    [InlineData(Shop.Network, "", "empty")]
    [InlineData(Shop.Network, "0x1234", "0x1234")]
    [InlineData(Shop.Network, "0x209693bC6afc0C5328bA36FaF03C514EF312287C", "EIP-55")]
    [InlineData(Shop.Network, "0x0000000000000000000000000000000000000000", "zero address")]
    public async Task Receiver_that_cannot_be_paid_stops_the_start(string network, string address, string says) =>
        Assert.Contains(says, await RefusedAsync(o => o.PayTo(network, address)), StringComparison.Ordinal);

    [Fact]
    public async Task Options_out_of_bounds_stop_the_start()
    {
        Assert.Contains("MaxTimeout", await RefusedAsync(o => o.PayTo(Shop.Network, Shop.Receiver).MaxTimeout = TimeSpan.Zero), StringComparison.Ordinal);
        Assert.Contains("MaxResponseBufferBytes", await RefusedAsync(o => o.PayTo(Shop.Network, Shop.Receiver).MaxResponseBufferBytes = 0), StringComparison.Ordinal);
        Assert.Contains("PublicBaseUrl", await RefusedAsync(o => o.PayTo(Shop.Network, Shop.Receiver).PublicBaseUrl = "api.example"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_facilitator_stops_the_start() =>
        Assert.Contains("UseFacilitator(\"https://…\") after AddX402 or set X402:Facilitator:Url",
            await RefusedAsync((WebApplicationBuilder builder) => builder.Services.AddX402(o => o.PayTo(Shop.Network, Shop.Receiver))), StringComparison.Ordinal);

    [Fact]
    public async Task Unreachable_facilitator_stops_the_start_and_may_be_deferred()
    {
        var facilitator = new FakeFacilitator { OnSupported = () => throw new FacilitatorUnavailableException("GET /supported:\nconnection refused") };
        Assert.Contains("connection refused", await RefusedAsync((WebApplicationBuilder builder) =>
            builder.Services.AddX402(o => o.PayTo(Shop.Network, Shop.Receiver)).UseFacilitator(facilitator)), StringComparison.Ordinal);
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/w", shop.Handle).RequirePayment("$0.01"), facilitator, o => o.DeferFacilitatorCheck = true);
        using var response = await shop.GetAsync("/w", await shop.BuyAsync("/w"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Facilitator_of_another_network_stops_the_start()
    {
        var facilitator = new FakeFacilitator { OnSupported = () => new() { Kinds = [new() { X402Version = 2, Scheme = "exact", Network = "eip155:1" }] } };
        var message = await RefusedAsync((WebApplicationBuilder builder) =>
            builder.Services.AddX402(o => o.PayTo(Shop.Network, Shop.Receiver)).UseFacilitator(facilitator));
        Assert.Contains("exact on eip155:84532", message, StringComparison.Ordinal);
        Assert.Contains("exact on eip155:1", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("free")]
    [InlineData("-1")]
    [InlineData("0.01 GBP")]
    [InlineData("$0.0000001")]
    [InlineData("$0")]
    public async Task Price_that_cannot_be_charged_stops_the_start(string price) =>
        await RefusedAsync(o => o.PayTo(Shop.Network, Shop.Receiver), app => app.MapGet("/w", () => "x").RequirePayment(price));

    [Fact]
    public async Task Attribute_with_a_bad_price_stops_the_start() =>
        Assert.Contains("gratis", await RefusedAsync(o => o.PayTo(Shop.Network, Shop.Receiver), app => app.MapGet("/w", [RequirePayment("gratis")] () => "x")), StringComparison.Ordinal);

    [Fact]
    public async Task Accepted_network_without_a_receiver_stops_the_start() =>
        Assert.Contains("PayTo(\"eip155:8453\"", await RefusedAsync(o => o.PayTo(Shop.Network, Shop.Receiver),
            app => app.MapGet("/w", () => "x").RequirePayment(p => p.Accept("eip155:8453", "$1"))), StringComparison.Ordinal);

    [Fact]
    public async Task Terms_that_accept_nothing_stop_the_start() =>
        Assert.Contains("Accept", await RefusedAsync(o => o.PayTo(Shop.Network, Shop.Receiver), app => app.MapGet("/w", () => "x").RequirePayment(_ => { })), StringComparison.Ordinal);

    // A Task is no ValueTask: the compiler takes the lambda for one that sets up terms, so the start has to say it.
    [Fact]
    public async Task Price_function_that_returns_a_task_stops_the_start_and_names_what_to_return() =>
        Assert.Contains("ValueTask<Price>", await RefusedAsync(o => o.PayTo(Shop.Network, Shop.Receiver),
            app => app.MapGet("/w", () => "x").RequirePayment(_ => Task.FromResult(Price.Parse("$1")))), StringComparison.Ordinal);

    // Without AddX402 nothing of ours runs at start: conventions are applied when the first request is routed, and then nothing is served.
    [Fact]
    public async Task Priced_endpoint_without_add_x402_is_never_served()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/w", () => "x").RequirePayment("$1");
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        using var response = await http.GetAsync(app.Urls.First() + "/w", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task Priced_action_without_add_x402_is_never_served()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Logging.ClearProviders();
        builder.Services.AddControllers().AddApplicationPart(typeof(PricedController).Assembly);
        await using var app = builder.Build();
        app.MapControllers();
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        using var response = await http.GetAsync(app.Urls.First() + "/mvc/class", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task Payment_metadata_that_nothing_enforces_stops_the_start()
    {
        var message = await RefusedAsync((WebApplicationBuilder builder) =>
        {
            builder.Services.AddX402(o => o.PayTo(Shop.Network, Shop.Receiver)).UseFacilitator(new FakeFacilitator());
            builder.Services.RemoveAll<MatcherPolicy>();
        }, app => app.MapGet("/w", [RequirePayment("$1")] () => "x"));
        Assert.Contains("nothing enforces it", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_added_while_running_is_sold()
    {
        var source = new GrowingSource();
        await using var shop = await Shop.OpenAsync((app, _) => ((IEndpointRouteBuilder)app).DataSources.Add(source));
        using var before = await shop.GetAsync("/late");
        source.Add(new RouteEndpoint(context => context.Response.WriteAsync(shop.Handle()), RoutePatternFactory.Parse("/late"), 0,
            new EndpointMetadataCollection(new RequirePaymentAttribute("$0.01")), "late"));
        using var after = await shop.GetAsync("/late");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.PaymentRequired), (before.StatusCode, after.StatusCode));
        Assert.Equal(0, shop.Handled);
    }

    [Fact]
    public async Task Endpoint_added_while_running_with_a_bad_price_fails_closed()
    {
        var source = new GrowingSource();
        await using var shop = await Shop.OpenAsync((app, _) => ((IEndpointRouteBuilder)app).DataSources.Add(source));
        source.Add(new RouteEndpoint(context => context.Response.WriteAsync(shop.Handle()), RoutePatternFactory.Parse("/late"), 0,
            new EndpointMetadataCollection(new RequirePaymentAttribute("0.01 GBP")), "late"));
        using var response = await shop.GetAsync("/late");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(0, shop.Handled);
    }

    [Fact]
    public async Task Facilitator_in_this_process_is_used_without_being_named()
    {
        var facilitator = new FakeFacilitator();
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/w", shop.Handle).RequirePayment("$0.01"), build: builder =>
        {
            builder.Services.RemoveAll<IFacilitator>();
            builder.Services.AddSingleton<IFacilitator>(facilitator);
        });
        using var response = await shop.GetAsync("/w", await shop.BuyAsync("/w"));

        Assert.Equal((HttpStatusCode.OK, 1), (response.StatusCode, facilitator.Settled));
    }

    private sealed class GrowingSource : EndpointDataSource
    {
        private ConfigurationReloadToken _changed = new();
        private List<Endpoint> _endpoints = [];

        public override IReadOnlyList<Endpoint> Endpoints => _endpoints;

        public override IChangeToken GetChangeToken() => _changed;

        public void Add(Endpoint endpoint)
        {
            _endpoints = [.. _endpoints, endpoint];
            Interlocked.Exchange(ref _changed, new()).OnReload();
        }
    }
}
