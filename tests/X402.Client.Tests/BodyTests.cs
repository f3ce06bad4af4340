using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace X402.Client.Tests;

public sealed class BodyTests
{
    [Fact]
    public async Task Text_body_headers_and_version_are_sent_again()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc()));
        using var request = new HttpRequestMessage(HttpMethod.Post, Offers.Url) { Content = new StringContent("häuser", Encoding.UTF8, "text/plain") };
        request.Headers.Add("X-Mine", ["a", "b"]);
        request.Headers.TryAddWithoutValidation("User-Agent", "odd (agent");
        using var response = await buyer.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var (first, paid) = (buyer.Server.Calls[0], buyer.Server.Calls[1]);
        Assert.Equal(("häuser", "häuser"), (first.Body, paid.Body));
        Assert.Equal(first.Headers["X-Mine"], paid.Headers["X-Mine"]);
        Assert.Equal(first.Headers["User-Agent"], paid.Headers["User-Agent"]);
        Assert.Equal(HttpMethod.Post, paid.Method);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Span_of_the_first_sending_is_not_sent_again(bool traced)
    {
        using var activity = traced ? new Activity("call").Start() : null;
        using var request = new HttpRequestMessage(HttpMethod.Get, Offers.Url);
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        using var copy = RequestCopy.Of(request, null);
        Assert.Equal(!traced, copy.Headers.Contains("traceparent"));
    }

    [Fact]
    public async Task Json_body_of_unknown_length_is_sent_again()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc()));
        using var response = await buyer.Http.PostAsJsonAsync(Offers.Url, new { a = 1 }, TestContext.Current.CancellationToken);
        Assert.Equal(["{\"a\":1}", "{\"a\":1}"], buyer.Server.Calls.Select(call => call.Body));
    }

    [Fact]
    public async Task Stream_that_cannot_seek_is_sent_again()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc()));
        using var response = await buyer.Http.PostAsync(Offers.Url, new StreamContent(new OneWay("once")), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["once", "once"], buyer.Server.Calls.Select(call => call.Body));
    }

    [Fact]
    public async Task Longer_stream_arrives_whole_where_nothing_is_to_pay()
    {
        using var buyer = new Buyer(new FakeServer(_ => new(HttpStatusCode.OK)), configure: o => o.MaxReplayBodyBytes = 10);
        using var response = await buyer.Http.PostAsync(Offers.Url, new StreamContent(new OneWay(new string('x', 100_000))), TestContext.Current.CancellationToken);
        Assert.Equal(100_000, buyer.Server.Calls.Single().Body.Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Longer_body_is_refused_before_any_signature_when_a_402_comes(bool stream)
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc()), configure: o => o.MaxReplayBodyBytes = 10);
        HttpContent content = stream ? new StreamContent(new OneWay("12345678901")) : new StringContent("12345678901");
        var refusal = await Assert.ThrowsAsync<PaymentRefusedException>(() => buyer.Http.PostAsync(Offers.Url, content, TestContext.Current.CancellationToken));
        Assert.Equal(ClientErrorCodes.BodyNotReplayable, refusal.Errors.Single().Code);
        Assert.Equal(0, buyer.Signer.Signed);
    }

    private sealed class OneWay(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override bool CanSeek => false;
    }
}
