using X402.AspNetCore.Tests.Support;

namespace X402.AspNetCore.Tests;

public sealed class PaidRequestTests
{
    private static Task<Shop> OpenAsync(Action<X402Options>? options = null) =>
        Shop.OpenAsync((app, shop) => app.MapGet("/weather", shop.Handle).RequirePayment("$0.01"), options);

    [Fact]
    public async Task Request_unpaid_gets_402_with_the_price()
    {
        await using var shop = await OpenAsync();
        using var response = await shop.GetAsync("/weather?city=Z%C3%BCrich&Id=aB");

        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.Equal(0, shop.Handled);
        var quote = Buyer.Quote(response);
        Assert.Equal("Payment required", quote.Error);
        Assert.Equal(shop.BaseUrl + "/weather?city=Z%C3%BCrich&Id=aB", quote.Resource!.Url);
        var offer = Assert.Single(quote.Accepts);
        Assert.Equal(("exact", Shop.Network, "10000", Shop.Receiver, 300L),
            (offer.Scheme, offer.Network, offer.Amount, offer.PayTo, offer.MaxTimeoutSeconds));
        Assert.Equal("0x036CbD53842c5426634e7929541eC2318f3dCF7e", offer.Asset);
        Assert.Equal(("USDC", "2"), (offer.GetExtra("name"), offer.GetExtra("version")));
    }

    [Fact]
    public async Task Request_unpaid_is_not_cached_and_readable_by_scripts()
    {
        await using var shop = await OpenAsync();
        using var response = await shop.GetAsync("/weather");

        Assert.Equal("no-store", Buyer.Header(response, "Cache-Control"));
        Assert.Equal("PAYMENT-REQUIRED, PAYMENT-RESPONSE, X-PAYMENT-RESPONSE", Buyer.Header(response, "Access-Control-Expose-Headers"));
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Request_paid_is_served_and_settled_once()
    {
        await using var shop = await OpenAsync();
        using var response = await shop.GetAsync("/weather", await shop.BuyAsync("/weather"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("sunny", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((1, 1, 1), (shop.Handled, shop.Facilitator.Verified, shop.Facilitator.Settled));
        var receipt = Buyer.Receipt(response);
        Assert.True(receipt.Success);
        Assert.Equal((Shop.Network, Buyer.Address), (receipt.Network, receipt.Payer));
        Assert.Equal("private", Buyer.Header(response, "Cache-Control"));
        Assert.Contains("PAYMENT-RESPONSE", Buyer.Header(response, "Access-Control-Expose-Headers")!, StringComparison.Ordinal);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Facilitator_gets_our_requirements_not_the_copy_of_the_buyer()
    {
        await using var shop = await OpenAsync();
        using var response = await shop.GetAsync("/weather", await shop.BuyAsync("/weather"));

        Assert.True(shop.Facilitator.Requests.TryDequeue(out var request));
        Assert.Null(request.PaymentRequirements.Received);
        Assert.Equal("10000", request.PaymentRequirements.Amount);
    }

    [Fact]
    public async Task Handler_reads_the_verified_payment()
    {
        Payment? payment = null;
        await using var shop = await Shop.OpenAsync((app, _) => app.MapGet("/who", (HttpContext context) =>
        {
            payment = context.GetPayment();
            return payment!.Payer;
        }).RequirePayment("$0.05"));
        using var response = await shop.GetAsync("/who", await shop.BuyAsync("/who"));

        Assert.Equal(Buyer.Address, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((2, "exact", Shop.Network, "50000", "USDC"),
            (payment!.X402Version, payment.Scheme, payment.Network.ToString(), payment.Amount.ToString(), payment.Asset.Symbol));
    }

    [Theory]
    [InlineData("public, max-age=60, s-maxage=600", "max-age=60, private")]
    [InlineData("no-store", "no-store")]
    [InlineData("max-age=5, private", "max-age=5, private")]
    public async Task Cache_control_of_the_handler_is_kept_but_never_shared(string handlers, string sent)
    {
        await using var shop = await Shop.OpenAsync((app, _) => app.MapGet("/c", (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = handlers;
            return "x";
        }).RequirePayment("$0.05"));
        using var response = await shop.GetAsync("/c", await shop.BuyAsync("/c"));

        Assert.Equal(sent.Split(", ").Order(), Buyer.Header(response, "Cache-Control")!.Split(", ").Order());
    }

    [Fact]
    public async Task Public_base_url_names_the_resource()
    {
        await using var shop = await OpenAsync(o => o.PublicBaseUrl = "https://api.example/v1/");
        using var response = await shop.GetAsync("/weather?x=1");

        Assert.Equal("https://api.example/v1/weather?x=1", Buyer.Quote(response).Resource!.Url);
    }

    [Fact]
    public async Task Path_base_is_part_of_the_resource()
    {
        await using var shop = await Shop.OpenAsync((app, shop) =>
        {
            app.UsePathBase("/shop");
            app.UseRouting();
            app.MapGet("/weather", shop.Handle).RequirePayment("$0.01");
        });
        using var response = await shop.GetAsync("/shop/weather");

        Assert.Equal(shop.BaseUrl + "/shop/weather", Buyer.Quote(response).Resource!.Url);
    }

    [Fact]
    public async Task Payment_comes_before_binding()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapPost("/order", (Order order) => shop.Handle() + order.Count).RequirePayment("$0.01"));
        using var response = await shop.SendAsync(HttpMethod.Post, "/order", content: new StringContent("not json", null, "application/json"));

        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
    }

    private sealed record Order(int Count);
}
