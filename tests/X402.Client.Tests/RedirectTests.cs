using System.Net;
using System.Net.Http.Headers;

namespace X402.Client.Tests;

public sealed class RedirectTests
{
    [Fact]
    public async Task Unpaid_redirect_is_followed_and_the_last_url_paid()
    {
        using var buyer = new Buyer(new FakeServer(call => call.Url.AbsolutePath == "/old"
            ? FakeServer.Redirect(HttpStatusCode.MovedPermanently, "/new")
            : call.IsPaid ? FakeServer.Paid() : FakeServer.Challenge(Offers.Usdc())));
        using var response = await buyer.GetAsync("https://api.example/old");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["/old", "/new", "/new"], buyer.Server.Calls.Select(call => call.Url.AbsolutePath));
    }

    [Theory]
    [InlineData("https://other.example/x")]
    [InlineData("https://api.example:8443/x")]
    [InlineData("https://api.example.evil.example/x")]
    public async Task Paid_redirect_to_another_origin_loses_the_payment(string target)
    {
        using var buyer = new Buyer(new FakeServer(call =>
            call.Url.AbsolutePath == "/x" ? FakeServer.Challenge(Offers.Usdc())
            : call.IsPaid ? FakeServer.Redirect(HttpStatusCode.TemporaryRedirect, target) : FakeServer.Challenge(Offers.Usdc())));
        using var response = await buyer.GetAsync();
        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.False(buyer.Server.Calls[^1].IsPaid);
        Assert.Equal(new Uri(target), buyer.Server.Calls[^1].Url);
        Assert.Equal(1, buyer.Signer.Signed);
    }

    [Fact]
    public async Task Https_never_becomes_http()
    {
        using var buyer = new Buyer(new FakeServer(_ => FakeServer.Redirect(HttpStatusCode.Found, "http://api.example/x")));
        using var response = await buyer.GetAsync();
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Single(buyer.Server.Calls);
    }

    [Fact]
    public async Task Paid_redirect_within_the_origin_keeps_the_payment_unless_the_method_changes()
    {
        using var kept = new Buyer(new FakeServer(call => !call.IsPaid ? FakeServer.Challenge(Offers.Usdc())
            : call.Url.AbsolutePath == "/moved" ? FakeServer.Paid() : FakeServer.Redirect(HttpStatusCode.PermanentRedirect, "/moved")));
        Assert.Equal(HttpStatusCode.OK, (await kept.GetAsync()).StatusCode);
        using var order = new Buyer(new FakeServer(call => call.Url.AbsolutePath == "/order" ? new(HttpStatusCode.OK)
            : call.IsPaid ? SeeOther() : FakeServer.Challenge(Offers.Usdc())));
        using var response = await order.Http.PostAsync(Offers.Url, new StringContent("buy"), TestContext.Current.CancellationToken);
        var last = order.Server.Calls[^1];
        Assert.Equal((HttpMethod.Get, false, ""), (last.Method, last.IsPaid, last.Body));
        Assert.Equal("0xabc", response.GetPaymentReceipt()!.Transaction);

        static HttpResponseMessage SeeOther()
        {
            var paid = FakeServer.Paid();
            paid.StatusCode = HttpStatusCode.SeeOther;
            paid.Headers.Location = new("/order", UriKind.Relative);
            return paid;
        }
    }

    [Fact]
    public async Task Credentials_stay_with_their_origin()
    {
        using var buyer = new Buyer(new FakeServer(call => call.Url.Host == "api.example" && call.Url.AbsolutePath != "/b"
            ? FakeServer.Redirect(HttpStatusCode.TemporaryRedirect, call.Url.AbsolutePath == "/a" ? "/b" : "https://other.example/c")
            : call.Url.Host == "other.example" ? new(HttpStatusCode.OK) : FakeServer.Redirect(HttpStatusCode.TemporaryRedirect, "https://other.example/c")));
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.example/a");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "t");
        request.Headers.Add("Cookie", "s=1");
        request.Headers.Add("X-Mine", "1");
        using var response = await buyer.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(buyer.Server.Calls[1].Headers.ContainsKey("Authorization"));
        var last = buyer.Server.Calls[^1];
        Assert.Equal("other.example", last.Url.Host);
        Assert.DoesNotContain("Authorization", last.Headers.Keys);
        Assert.DoesNotContain("Cookie", last.Headers.Keys);
        Assert.Contains("X-Mine", last.Headers.Keys);
    }

    [Fact]
    public async Task Redirects_end_after_the_limit()
    {
        using var buyer = new Buyer(new FakeServer(_ => FakeServer.Redirect(HttpStatusCode.Found, "/again")));
        using var response = await buyer.GetAsync();
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal(11, buyer.Server.Calls.Count);
    }

    [Fact]
    public async Task Redirected_host_is_held_against_the_policy()
    {
        using var buyer = new Buyer(
            new FakeServer(call => call.Url.Host == "api.example" ? FakeServer.Redirect(HttpStatusCode.Found, "https://evil.example/") : FakeServer.Challenge(Offers.Usdc())),
            SpendPolicy.PerRequest("$1").AllowHosts("api.example"));
        Assert.Equal(ClientErrorCodes.HostNotAllowed, (await buyer.RefusedAsync()).Errors.Single().Code);
    }

    [Fact]
    public async Task Transport_that_follows_redirects_is_refused_at_the_first_call()
    {
        using var http = X402Http.Create(new FakeSigner(), SpendPolicy.PerRequest("$1"), new() { InnerHandler = new HttpClientHandler() });
        var exception = await Assert.ThrowsAsync<X402ConfigurationException>(() => http.GetAsync(Offers.Url, TestContext.Current.CancellationToken));
        Assert.Contains("AllowAutoRedirect to false", exception.Message, StringComparison.Ordinal);
    }
}
