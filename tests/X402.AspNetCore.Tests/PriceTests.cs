using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Routing;
using X402.AspNetCore.Tests.Support;

namespace X402.AspNetCore.Tests;

public sealed partial class PriceTests
{
    [Fact]
    public async Task Several_ways_to_pay_are_offered_and_any_is_taken()
    {
        Payment? payment = null;
        await using var shop = await Shop.OpenAsync((app, _) => app.MapGet("/w", (HttpContext context) =>
        {
            payment = context.GetPayment();
        }).RequirePayment(p => p.Accept("eip155:8453", "$0.01").Accept("eip155:84532", "0.02 USDC", payTo: Buyer.Address)),
            o => o.PayTo("eip155:8453", Shop.Receiver));
        using var refused = await shop.GetAsync("/w");
        Assert.Equal([("eip155:8453", "10000", Shop.Receiver), ("eip155:84532", "20000", Buyer.Address)],
            Buyer.Quote(refused).Accepts.Select(offer => (offer.Network, offer.Amount, offer.PayTo)));
        using var paid = await shop.GetAsync("/w", Buyer.Pay(refused, offer: 1));

        Assert.Equal(HttpStatusCode.OK, paid.StatusCode);
        Assert.Equal(("eip155:84532", "20000"), (payment!.Network.ToString(), payment.Amount.ToString()));
    }

    [Fact]
    public async Task One_price_is_offered_on_every_network_in_the_order_of_pay_to()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/w", shop.Handle).RequirePayment("$0.01"), o => o.PayTo("eip155:8453", Buyer.Address));
        using var refused = await shop.GetAsync("/w");

        Assert.Equal([(Shop.Network, Shop.Receiver), ("eip155:8453", Buyer.Address)], Buyer.Quote(refused).Accepts.Select(offer => (offer.Network, offer.PayTo)));
    }

    [Fact]
    public async Task Price_of_the_request_is_asked_for_each_request()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/tiles/{zoom:int}", shop.Handle)
            .RequirePayment(context => ValueTask.FromResult(Price.Parse($"$0.0{context.GetRouteValue("zoom")}"))));
        using var cheap = await shop.GetAsync("/tiles/1");
        using var dear = await shop.GetAsync("/tiles/9");
        Assert.Equal(("10000", "90000"), (Buyer.Quote(cheap).Accepts[0].Amount, Buyer.Quote(dear).Accepts[0].Amount));
        using var cheated = await shop.GetAsync("/tiles/9", Buyer.Pay(cheap));
        Assert.Equal(ErrorCodes.NoMatchingRequirements, Buyer.Quote(cheated).Error);
        using var paid = await shop.GetAsync("/tiles/9", Buyer.Pay(dear));

        Assert.Equal(HttpStatusCode.OK, paid.StatusCode);
    }

    // The overloads as a newcomer writes them: which one the compiler takes is the test.
    [Fact]
    public async Task Price_function_is_taken_however_it_is_written()
    {
        await using var shop = await Shop.OpenAsync((app, shop) =>
        {
            app.MapGet("/0", shop.Handle).RequirePayment(_ => Price.Parse("$0.01"));
            app.MapGet("/1", shop.Handle).RequirePayment(PriceOf);
            app.MapGet("/2", shop.Handle).RequirePayment(context => { return PriceOf(context); });
            app.MapGet("/3", shop.Handle).RequirePayment(async context => await PriceOfAsync(context));
            app.MapGet("/4", shop.Handle).RequirePayment(async _ =>
            {
                await Task.Yield();
                return Price.Parse("$0.01");
            });
            app.MapGet("/5", shop.Handle).RequirePayment(PriceOfAsync);
            app.MapGet("/6", shop.Handle).RequirePayment(_ => Price.Parse("$0.01"), terms => terms.Description = "sunny");
            app.MapGet("/7", shop.Handle).RequirePayment(terms => terms.Accept(Shop.Network, "$0.01"));
            app.MapGroup("/8").RequirePayment(_ => Price.Parse("$0.01")).MapGet("", shop.Handle);
        });
        for (var way = 0; way <= 8; way++)
        {
            using var refused = await shop.GetAsync($"/{way}");
            Assert.Equal("10000", Buyer.Quote(refused).Accepts[0].Amount);
        }

        static Price PriceOf(HttpContext context) => Price.Parse(context.Request.Path == "/" ? "$1" : "$0.01");
        static ValueTask<Price> PriceOfAsync(HttpContext context) => ValueTask.FromResult(PriceOf(context));
    }

    [Fact]
    public async Task Request_that_has_no_price_gets_the_status_and_the_words_of_the_price_function_and_no_quote()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/w", shop.Handle)
            .RequirePayment(context => throw new BadHttpRequestException("1 to \"9\" pages", 422, new FormatException("secret detail"))));
        using var response = await shop.GetAsync("/w");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Null(Buyer.Header(response, PaymentHeaders.PaymentRequired));
        Assert.Equal("""{"error":"invalid_request","errorMessage":"1 to \"9\" pages"}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("0.0000001")]
    [InlineData("secret")]
    public async Task Price_function_that_fails_on_what_the_buyer_sent_is_a_500_that_says_nothing(string pages)
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/w", shop.Handle)
            .RequirePayment(context => Price.Parse(context.Request.Query["pages"].ToString())));
        using var response = await shop.GetAsync("/w?pages=" + pages);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, shop.Handled);
    }

    [Fact]
    public async Task Price_of_the_body_is_quoted_and_the_handler_reads_the_body_again()
    {
        await using var shop = await Shop.OpenAsync((app, _) => app.MapPost("/order", (Order order) => $"{order.Count} sold")
            .RequirePayment(order => Price.Parse($"${order.Count}"), OrderJson.Default.Order));
        using var refused = await shop.SendAsync(HttpMethod.Post, "/order", content: Json("""{"Count":3}"""));
        Assert.Equal("3000000", Buyer.Quote(refused).Accepts[0].Amount);
        var payment = Buyer.Pay(refused);
        using var cheated = await shop.SendAsync(HttpMethod.Post, "/order", payment, content: Json("""{"Count":30}"""));
        Assert.Equal(HttpStatusCode.PaymentRequired, cheated.StatusCode);
        using var paid = await shop.SendAsync(HttpMethod.Post, "/order", payment, content: Json("""{"Count":3}"""));

        Assert.Equal("3 sold", await paid.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{\"Count\":", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("{\"Count\":\"SECRET\"}", HttpStatusCode.BadRequest)]
    [InlineData("long", HttpStatusCode.RequestEntityTooLarge)]
    public async Task Body_without_a_price_is_refused_without_a_quote(string body, HttpStatusCode status)
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapPost("/order", (Order order) => shop.Handle() + order.Count)
            .RequirePayment(order => Price.Parse($"${order.Count}"), OrderJson.Default.Order), o => o.MaxPricedBodyBytes = 100);
        foreach (var chunked in new[] { false, true })
        {
            var content = Json(body == "long" ? $$"""{"Count":1,"Pad":"{{new string('x', 100)}}"}""" : body);
            if (chunked)
                await content.LoadIntoBufferAsync(TestContext.Current.CancellationToken);
            using var request = new HttpRequestMessage(HttpMethod.Post, shop.BaseUrl + "/order") { Content = content };
            request.Headers.TransferEncodingChunked = chunked;
            using var response = await shop.Http.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal(status, response.StatusCode);
            Assert.Null(Buyer.Header(response, PaymentHeaders.PaymentRequired));
            Assert.DoesNotContain("SECRET", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        Assert.Equal(0, shop.Handled);
    }

    [Theory]
    [InlineData("""{"count":50,"Count":1}""")]
    [InlineData("""{"Count":1,"count":50}""")]
    [InlineData("""{"Count":1,"Count":50}""")]
    [InlineData("""{"Count":1,"\u0063ount":50}""")]
    public async Task Body_that_spells_a_name_twice_is_refused_since_the_handler_may_read_the_other(string body)
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapPost("/order", (Order order) => $"{shop.Handle()} {order.Count}")
            .RequirePayment(order => Price.Parse($"${order.Count}"), OrderJson.Default.Order));
        using var response = await shop.SendAsync(HttpMethod.Post, "/order", content: Json(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(Buyer.Header(response, PaymentHeaders.PaymentRequired));
    }

    [Fact]
    public async Task Body_is_priced_in_any_case_of_its_names_as_handlers_read_it()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapPost("/order", (Order order) => $"{shop.Handle()} {order.Count}")
            .RequirePayment(order => Price.Parse($"${order.Count + 1}"), OrderJson.Default.Order));
        using var refused = await shop.SendAsync(HttpMethod.Post, "/order", content: Json("""{"cOUNT":50}"""));

        Assert.Equal("51000000", Buyer.Quote(refused).Accepts[0].Amount);
    }

    [Fact]
    public async Task Request_let_in_free_is_not_charged()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/w", (HttpContext context) => shop.Handle() + context.GetPayment()?.Payer)
            .RequirePayment("$0.01", terms => terms.FreeWhen = context => ValueTask.FromResult(context.Request.Query["trial"] == "1")));
        using var free = await shop.GetAsync("/w?trial=1");
        using var sold = await shop.GetAsync("/w?trial=2");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PaymentRequired), (free.StatusCode, sold.StatusCode));
        Assert.Equal("sunny", await free.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Price_function_that_returns_nothing_is_an_error_and_not_a_gift()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/w", shop.Handle).RequirePayment(_ => default));
        using var response = await shop.GetAsync("/w");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(0, shop.Handled);
    }

    [Fact]
    public async Task Words_of_the_route_are_in_the_quote()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/w", shop.Handle).RequirePayment("$0.01", terms =>
        {
            terms.Description = "the weather \"now\" 日本";
            terms.MimeType = "text/plain";
            terms.ServiceName = "Weather";
            terms.Tags = ["weather", "eu"];
            terms.IconUrl = "https://api.example/icon.png";
            terms.MaxTimeout = TimeSpan.FromSeconds(60);
            terms.WithExtension("bazaar", System.Text.Json.JsonDocument.Parse("""{"info":{"a":1}}""").RootElement);
        }));
        using var refused = await shop.GetAsync("/w");
        var quote = Buyer.Quote(refused);

        Assert.Equal(("the weather \"now\" 日本", "text/plain", "Weather", "https://api.example/icon.png"),
            (quote.Resource!.Description, quote.Resource.MimeType, quote.Resource.ServiceName, quote.Resource.IconUrl));
        Assert.Equal(["weather", "eu"], quote.Resource.Tags!);
        Assert.Equal(60, quote.Accepts[0].MaxTimeoutSeconds);
        Assert.Equal("""{"bazaar":{"info":{"a":1}}}""", quote.Extensions!.Value.GetRawText());
    }

    private static StringContent Json(string text) => new(text, null, "application/json");

    internal sealed record Order(int Count);

    [JsonSerializable(typeof(Order))]
    internal sealed partial class OrderJson : JsonSerializerContext;
}
