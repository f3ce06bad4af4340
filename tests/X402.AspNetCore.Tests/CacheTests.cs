using System.Text;
using X402.AspNetCore.Tests.Support;

namespace X402.AspNetCore.Tests;

/// <summary>What was paid for once is not handed to the next for nothing.</summary>
public sealed class CacheTests
{
    [Fact]
    public async Task Answer_paid_from_within_its_handler_is_not_kept_by_the_output_cache()
    {
        await using var shop = await Shop.OpenAsync((app, shop) =>
        {
            app.UseOutputCache();
            app.MapGet("/w", async (HttpContext context) =>
                await context.RequirePaymentAsync("$0.01") is null ? Results.Empty : Results.Text(shop.Handle())).CacheOutput();
        }, build: builder => builder.Services.AddOutputCache());
        await AssertSoldTwiceAsync(shop);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answer_settled_first_is_not_kept_by_the_response_cache(bool viaWriter)
    {
        await using var shop = await Shop.OpenAsync((app, shop) =>
        {
            app.UseResponseCaching();
            app.MapGet("/w", context => WriteCacheableAsync(context, shop, viaWriter)).RequirePayment("$0.01", terms => terms.SettleFirst = true);
        }, build: builder => builder.Services.AddResponseCaching());
        await AssertSoldTwiceAsync(shop);
    }

    [Fact]
    public async Task Answer_paid_from_within_its_handler_is_not_kept_by_the_response_cache()
    {
        await using var shop = await Shop.OpenAsync((app, shop) =>
        {
            app.UseResponseCaching();
            app.MapGet("/w", async context =>
            {
                if (await context.RequirePaymentAsync("$0.01") is not null)
                    await WriteCacheableAsync(context, shop, viaWriter: false);
            });
        }, build: builder => builder.Services.AddResponseCaching());
        await AssertSoldTwiceAsync(shop);
    }

    [Fact]
    public async Task File_or_nothing_settled_first_is_not_kept_by_the_response_cache()
    {
        var path = Path.GetTempFileName();
        await using var shop = await Shop.OpenAsync((app, _) =>
        {
            app.UseResponseCaching();
            app.MapGet("/file", (HttpContext context) => Cacheable(context, Results.File(path))).RequirePayment("$0.01", terms => terms.SettleFirst = true);
            app.MapGet("/empty", (HttpContext context) => Cacheable(context, Results.Ok())).RequirePayment("$0.01", terms => terms.SettleFirst = true);
        }, build: builder => builder.Services.AddResponseCaching());
        foreach (var url in new[] { "/file", "/empty" })
        {
            using var paid = await shop.GetAsync(url, await shop.BuyAsync(url));
            using var unpaid = await shop.GetAsync(url);

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PaymentRequired), (paid.StatusCode, unpaid.StatusCode));
        }
        File.Delete(path);
    }

    private static IResult Cacheable(HttpContext context, IResult result)
    {
        context.Response.Headers.CacheControl = "public, max-age=600";
        return result;
    }

    private static async Task WriteCacheableAsync(HttpContext context, Shop shop, bool viaWriter)
    {
        context.Response.Headers.CacheControl = "public, max-age=600";
        var body = Encoding.UTF8.GetBytes(shop.Handle());
        if (viaWriter)
            await context.Response.BodyWriter.WriteAsync(body);
        else
            await context.Response.Body.WriteAsync(body);
    }

    private static async Task AssertSoldTwiceAsync(Shop shop)
    {
        using var paid = await shop.GetAsync("/w", await shop.BuyAsync("/w"));
        using var unpaid = await shop.GetAsync("/w");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PaymentRequired), (paid.StatusCode, unpaid.StatusCode));
        Assert.Equal("sunny", await paid.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.True(Buyer.Receipt(paid).Success);
    }
}
