using System.IO.Compression;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using X402.AspNetCore.Tests.Support;

namespace X402.AspNetCore.Tests;

public sealed class TransportTests
{
    [Fact]
    public async Task Compressed_answer_arrives_whole()
    {
        await using var shop = await Shop.OpenAsync((app, shop) =>
        {
            app.UseResponseCompression();
            app.MapGet("/w", () => shop.Handle() + new string('x', 5000)).RequirePayment("$0.01");
        }, build: builder => builder.Services.AddResponseCompression());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/w") { Headers = { { "Accept-Encoding", "gzip" } } };
        request.Headers.TryAddWithoutValidation(PaymentHeaders.PaymentSignature, await shop.BuyAsync("/w"));
        using var response = await shop.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("gzip", Buyer.Header(response, "Content-Encoding"));
        await using var plain = new GZipStream(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress);
        using var reader = new StreamReader(plain);

        Assert.Equal("sunny" + new string('x', 5000), await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Trailers_of_http_2_arrive_and_one_that_cannot_be_sent_is_not_charged()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/w", async context =>
        {
            await context.Response.WriteAsync(shop.Handle());
            context.Response.AppendTrailer("X-Sum", context.Request.Query.ContainsKey("bad") ? "a\r\nb" : "7");
        }).RequirePayment("$0.01"), build: builder => builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2)));
        using var good = await BuyOverHttp2Async(shop, "/w");
        var sum = good.TrailingHeaders.GetValues("X-Sum").Single();
        using var bad = await BuyOverHttp2Async(shop, "/w?bad");

        Assert.Equal(("7", HttpStatusCode.InternalServerError, 1), (sum, bad.StatusCode, shop.Facilitator.Settled));
        Assert.True(Buyer.Receipt(good).Success);
    }

    private static async Task<HttpResponseMessage> BuyOverHttp2Async(Shop shop, string path)
    {
        using var refused = await SendOverHttp2Async(shop, path, null);
        return await SendOverHttp2Async(shop, path, Buyer.Pay(refused));
    }

    private static async Task<HttpResponseMessage> SendOverHttp2Async(Shop shop, string path, string? payment)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        if (payment is not null)
            request.Headers.TryAddWithoutValidation(PaymentHeaders.PaymentSignature, payment);
        return await shop.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
