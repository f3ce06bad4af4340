using X402.AspNetCore.Tests.Support;

namespace X402.AspNetCore.Tests;

public sealed class QuoteCacheTests
{
    [Fact]
    public async Task Flood_of_hosts_does_not_end_the_keeping_of_quotes()
    {
        await using var shop = await Shop.OpenAsync((_, _) => { });
        var route = shop.Services.GetRequiredService<PaymentGate>().RouteOf(new(Price.Parse("$0.01")));
        var context = new DefaultHttpContext();
        for (var i = 0; i < 1000; i++)
            await route.QuoteAsync(context, $"http://{i}.example/w");
        var first = await route.QuoteAsync(context, "http://api.example/w");

        Assert.Same(first, await route.QuoteAsync(context, "http://api.example/w"));
    }

    [Fact]
    public async Task Quote_of_a_very_long_url_is_not_kept()
    {
        await using var shop = await Shop.OpenAsync((_, _) => { });
        var route = shop.Services.GetRequiredService<PaymentGate>().RouteOf(new(Price.Parse("$0.01")));
        var context = new DefaultHttpContext();
        var url = "http://api.example/" + new string('x', 1000);

        Assert.NotSame(await route.QuoteAsync(context, url), await route.QuoteAsync(context, url));
    }
}
