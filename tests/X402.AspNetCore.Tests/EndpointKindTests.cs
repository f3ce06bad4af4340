using Microsoft.Extensions.Diagnostics.HealthChecks;
using X402.AspNetCore.Tests.Pages;
using X402.AspNetCore.Tests.Support;

namespace X402.AspNetCore.Tests;

/// <summary>Whatever an endpoint is made of, an unpaid request does not reach it and a paid one does.</summary>
public sealed class EndpointKindTests
{
    private static async Task SellsAsync(Shop shop, string path, string amount, HttpMethod? method = null, HttpStatusCode served = HttpStatusCode.OK)
    {
        using var refused = await shop.SendAsync(method ?? HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.PaymentRequired, refused.StatusCode);
        Assert.Equal(amount, Buyer.Quote(refused).Accepts[0].Amount);
        using var paid = await shop.SendAsync(method ?? HttpMethod.Get, path, Buyer.Pay(refused));
        Assert.Equal(served, paid.StatusCode);
        Assert.Equal(1, shop.Facilitator.Settled);
        Assert.True(Buyer.Receipt(paid).Success);
    }

    [Fact]
    public async Task Request_delegate_is_sold()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.Map("/raw", context => context.Response.WriteAsync(shop.Handle())).RequirePayment("$0.01"));
        await SellsAsync(shop, "/raw", "10000");
    }

    [Fact]
    public async Task Group_sells_all_its_endpoints_and_the_nearest_price_counts()
    {
        await using var shop = await Shop.OpenAsync((app, shop) =>
        {
            var group = app.MapGroup("/g").RequirePayment("$1");
            group.MapGet("/a", shop.Handle);
            group.MapGroup("/deep").MapGet("/b", shop.Handle).RequirePayment("$0.02");
        });
        using var a = await shop.GetAsync("/g/a");
        Assert.Equal("1000000", Buyer.Quote(a).Accepts[0].Amount);
        await SellsAsync(shop, "/g/deep/b", "20000");
        Assert.Equal(1, shop.Facilitator.Verified);
    }

    [Fact]
    public async Task Group_outside_a_priced_one_sells_at_the_inner_price()
    {
        await using var shop = await Shop.OpenAsync((app, shop) =>
            app.MapGroup("/outer").RequirePayment("$1").MapGroup("/inner").RequirePayment("$0.03").MapGet("/a", shop.Handle));
        await SellsAsync(shop, "/outer/inner/a", "30000");
    }

    [Fact]
    public async Task Attribute_on_a_lambda_is_enforced()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/l", [RequirePayment("$0.02")] () => shop.Handle()));
        await SellsAsync(shop, "/l", "20000");
        Assert.Equal(1, shop.Handled);
    }

    [Fact]
    public async Task Attribute_on_a_short_circuited_endpoint_is_enforced()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/s", [RequirePayment("$0.02")] () => shop.Handle()).ShortCircuit());
        await SellsAsync(shop, "/s", "20000");
    }

    [Fact]
    public async Task Short_circuited_endpoint_is_sold()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/s", shop.Handle).RequirePayment("$0.02").ShortCircuit());
        await SellsAsync(shop, "/s", "20000");
    }

    [Theory]
    [InlineData("/mvc/class", "30000")]
    [InlineData("/mvc/action", "40000")]
    public async Task Attribute_on_controllers_and_actions_is_enforced(string path, string amount)
    {
        await using var shop = await Shop.OpenAsync((app, _) => app.MapControllers(), build: AddControllers);
        var before = PricedController.Handled;
        await SellsAsync(shop, path, amount);
        Assert.Equal(before + 1, PricedController.Handled);
    }

    [Fact]
    public async Task Controller_is_sold_before_its_model_is_validated()
    {
        await using var shop = await Shop.OpenAsync((app, _) => app.MapControllers(), build: AddControllers);
        using var response = await shop.SendAsync(HttpMethod.Post, "/mvc/bound", content: new StringContent("{", null, "application/json"));
        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
    }

    [Fact]
    public async Task Controllers_are_sold_by_convention()
    {
        await using var shop = await Shop.OpenAsync((app, _) => app.MapControllers().RequirePayment("$0.06"), build: AddControllers);
        await SellsAsync(shop, "/plain", "60000");
    }

    [Fact]
    public async Task Fallback_to_a_controller_is_sold_though_routing_replaces_the_endpoint()
    {
        await using var shop = await Shop.OpenAsync((app, _) =>
        {
            app.MapControllers();
            app.MapFallbackToController(nameof(PlainController.Get), "Plain").RequirePayment("$0.07");
        }, build: AddControllers);
        await SellsAsync(shop, "/anything", "70000");
        using var own = await shop.GetAsync("/plain");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task Fallback_to_a_page_is_sold_though_routing_replaces_the_endpoint()
    {
        await using var shop = await Shop.OpenAsync((app, _) =>
        {
            app.MapRazorPages();
            app.MapFallbackToPage("/Plain").RequirePayment("$0.07");
        }, build: AddPages);
        await SellsAsync(shop, "/anything", "70000");
    }

    [Fact]
    public async Task Razor_page_is_sold_by_its_attribute()
    {
        await using var shop = await Shop.OpenAsync((app, _) => app.MapRazorPages(), build: AddPages);
        var before = PricedModel.Handled;
        await SellsAsync(shop, "/pages/priced", "20000");
        Assert.Equal(before + 1, PricedModel.Handled);
    }

    [Fact]
    public async Task Razor_page_is_sold_by_convention()
    {
        await using var shop = await Shop.OpenAsync((app, _) => app.MapRazorPages().RequirePayment("$0.08"), build: AddPages);
        var before = PlainModel.Handled;
        await SellsAsync(shop, "/pages/plain", "80000");
        Assert.Equal(before + 1, PlainModel.Handled);
    }

    [Fact]
    public async Task Hub_is_sold_by_its_attribute()
    {
        await using var shop = await Shop.OpenAsync((app, _) => app.MapHub<PricedHub>("/hub"), build: builder => builder.Services.AddSignalR());
        await SellsAsync(shop, "/hub/negotiate?negotiateVersion=1", "50000", HttpMethod.Post);
    }

    [Fact]
    public async Task Hub_is_sold_by_convention()
    {
        await using var shop = await Shop.OpenAsync((app, _) => app.MapHub<PlainHub>("/hub").RequirePayment("$0.01"), build: builder => builder.Services.AddSignalR());
        await SellsAsync(shop, "/hub/negotiate?negotiateVersion=1", "10000", HttpMethod.Post);
    }

    [Fact]
    public async Task Health_check_is_sold()
    {
        await using var shop = await Shop.OpenAsync((app, _) => app.MapHealthChecks("/health").RequirePayment("$0.01"),
            build: builder => builder.Services.AddHealthChecks().AddCheck("up", () => HealthCheckResult.Healthy()));
        await SellsAsync(shop, "/health", "10000");
    }

    [Fact]
    public async Task Fallback_is_sold()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapFallback(shop.Handle).RequirePayment("$0.01"));
        await SellsAsync(shop, "/no/such/page", "10000");
    }

    [Fact]
    public async Task Fallback_to_a_file_is_sold()
    {
        var root = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(root.FullName, "index.html"), "<p>sold</p>", TestContext.Current.CancellationToken);
            await using var shop = await Shop.OpenAsync((app, _) =>
                app.MapFallbackToFile("index.html", new StaticFileOptions { FileProvider = new Microsoft.Extensions.FileProviders.PhysicalFileProvider(root.FullName) })
                    .RequirePayment("$0.01"));
            await SellsAsync(shop, "/spa", "10000");
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static void AddControllers(WebApplicationBuilder builder) =>
        builder.Services.AddControllers().AddApplicationPart(typeof(PricedController).Assembly);

    private static void AddPages(WebApplicationBuilder builder) =>
        builder.Services.AddRazorPages().AddApplicationPart(typeof(PricedController).Assembly);
}
