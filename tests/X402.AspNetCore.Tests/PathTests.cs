using X402.AspNetCore.Tests.Support;

namespace X402.AspNetCore.Tests;

/// <summary>No spelling of a path, and no method, gets to the handler without paying.</summary>
public sealed class PathTests
{
    [Theory]
    [InlineData("/Paid/Report")]
    [InlineData("/PAID/REPORT")]
    [InlineData("/paid/report/")]
    [InlineData("/paid/report?x=1")]
    [InlineData("/paid/report;x")]
    [InlineData("/paid/report;x=1/")]
    [InlineData("//paid/report")]
    [InlineData("/paid//report")]
    [InlineData("/./paid/report")]
    [InlineData("/free/../paid/report")]
    [InlineData("/free/%2e%2e/paid/report")]
    [InlineData("/paid%2freport")]
    [InlineData("/paid%2Freport")]
    [InlineData("/%70aid/report")]
    [InlineData("/paid/%72eport")]
    [InlineData("/paid/report%2f")]
    [InlineData("/paid/report%00")]
    [InlineData("/paid/report%0a")]
    [InlineData("/paid/report%20")]
    [InlineData("/paid/report%5c")]
    [InlineData("/paid\\report")]
    [InlineData("/paid/report%")]
    [InlineData("/paid/report%252f")]
    [InlineData("/paid/report#x")]
    public async Task Path_spelt_otherwise_never_reaches_the_handler_unpaid(string path)
    {
        await using var shop = await Shop.OpenAsync((app, shop) =>
        {
            app.MapGet("/paid/report", shop.Handle).RequirePayment("$0.01");
            app.MapGet("/free/{**rest}", () => "free");
        });
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Post, HttpMethod.Options, new HttpMethod("get"), new HttpMethod("PROPFIND") })
        {
            using var response = await shop.SendAsync(method, path);
            Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
        }
        Assert.Equal(0, shop.Handled);
    }

    [Theory]
    [InlineData("/any/a%2Fb")]
    [InlineData("/any/a/b")]
    [InlineData("/any//")]
    [InlineData("/any/%")]
    [InlineData("/ANY/..%2fx")]
    public async Task Catch_all_route_is_paid_for_every_path(string path)
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.Map("/any/{**rest}", context => context.Response.WriteAsync(shop.Handle())).RequirePayment("$0.01"));
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options, new HttpMethod("PROPFIND") })
        {
            using var response = await shop.SendAsync(method, path);
            Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
        }
        Assert.Equal(0, shop.Handled);
    }

    [Fact]
    public async Task Head_of_an_endpoint_that_serves_it_demands_payment()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapMethods("/h", ["GET", "HEAD"], shop.Handle).RequirePayment("$0.01"));
        using var response = await shop.SendAsync(HttpMethod.Head, "/h");

        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.Equal("10000", Buyer.Quote(response).Accepts[0].Amount);
    }

    [Fact]
    public async Task Options_is_free_and_does_not_run_the_handler()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapMethods("/o", ["GET", "OPTIONS"], shop.Handle).RequirePayment("$0.01"));
        using var response = await shop.SendAsync(HttpMethod.Options, "/o");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("GET,OPTIONS", Buyer.Header(response, "Allow")!.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(0, shop.Handled);
    }

    [Fact]
    public async Task Options_of_an_endpoint_of_its_own_is_free()
    {
        await using var shop = await Shop.OpenAsync((app, shop) =>
        {
            var group = app.MapGroup("/o").RequirePayment("$0.01");
            group.MapGet("", shop.Handle);
            group.MapMethods("", ["OPTIONS"], () => "what can be bought");
        });
        using var response = await shop.SendAsync(HttpMethod.Options, "/o");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Preflight_of_a_browser_is_answered_by_cors()
    {
        await using var shop = await Shop.OpenAsync((app, shop) =>
        {
            app.UseCors(policy => policy.WithOrigins("https://shop.example").AllowAnyHeader());
            app.MapGet("/o", shop.Handle).RequirePayment("$0.01");
        }, build: builder => builder.Services.AddCors());
        using var request = new HttpRequestMessage(HttpMethod.Options, "/o")
        {
            Headers = { { "Origin", "https://shop.example" }, { "Access-Control-Request-Method", "GET" }, { "Access-Control-Request-Headers", "payment-signature" } },
        };
        using var response = await shop.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("https://shop.example", Buyer.Header(response, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Unmapped_method_is_405_and_not_a_price()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/m", shop.Handle).RequirePayment("$0.01"));
        using var response = await shop.SendAsync(HttpMethod.Delete, "/m");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task Route_constraint_decides_before_the_price()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/item/{id:int}", (int id) => shop.Handle() + id).RequirePayment("$0.01"));
        using var word = await shop.GetAsync("/item/abc");
        using var number = await shop.GetAsync("/item/7");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.PaymentRequired), (word.StatusCode, number.StatusCode));
    }

    [Fact]
    public async Task Method_override_after_routing_does_not_make_the_handler_free()
    {
        await using var shop = await Shop.OpenAsync((app, shop) =>
        {
            app.UseHttpMethodOverride();
            app.MapPost("/w", shop.Handle).RequirePayment("$0.01");
            app.Map("/any", shop.Handle).RequirePayment("$0.01");
        });
        foreach (var (path, method) in new[] { ("/w", "OPTIONS"), ("/any", "OPTIONS"), ("/any", "options"), ("/any", "PRI") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { { "X-Http-Method-Override", method } } };
            using var response = await shop.Http.SendAsync(request, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, shop.Handled);
    }
}
