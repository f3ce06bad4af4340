using System.Net;
using System.Text;

namespace X402.Client.Tests;

public sealed class BrokenAnswerTests
{
    [Fact]
    public async Task User_and_password_of_the_url_are_not_in_the_refusal()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc(amount: "100000000")));
        var refusal = await buyer.RefusedAsync("https://user:hunter2@api.example/weather?key=k");
        Assert.StartsWith("https://api.example/weather asks", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//a:999999/x")]
    [InlineData("//[x/")]
    [InlineData("//%zz/")]
    [InlineData("https://[::1/x")]
    [InlineData("/%")]
    public async Task Redirect_to_no_url_is_the_callers(string location)
    {
        using var buyer = new Buyer(new FakeServer(call => call.Url.AbsolutePath != "/weather" ? new(HttpStatusCode.OK)
            : FakeServer.WithHeader(HttpStatusCode.Found, "Location", location)));
        using var response = await buyer.GetAsync();
        Assert.Contains(response.StatusCode, new[] { HttpStatusCode.Found, HttpStatusCode.OK });
    }

    [Fact]
    public async Task Challenge_that_breaks_off_is_an_http_failure()
    {
        using var buyer = new Buyer(new FakeServer(_ => new(HttpStatusCode.PaymentRequired) { Content = new StreamContent(new Broken()) }));
        await Assert.ThrowsAsync<HttpRequestException>(() => buyer.GetAsync());
    }

    [Fact]
    public async Task Challenge_is_disposed_when_the_signer_fails()
    {
        var content = new Watched();
        var server = new FakeServer(_ =>
        {
            var challenge = FakeServer.Challenge(Offers.Usdc());
            challenge.Content = content;
            return challenge;
        });
        using var buyer = new Buyer(server, signer: new() { Fail = _ => new TimeoutException("KMS") });
        await Assert.ThrowsAsync<TimeoutException>(() => buyer.GetAsync());
        Assert.True(content.Disposed);
    }

    [Fact]
    public async Task Largest_replay_limit_works_with_a_body_of_unknown_length()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc()), configure: options => options.MaxReplayBodyBytes = int.MaxValue);
        using var response = await buyer.Http.PostAsync(Offers.Url, new StreamContent(new OneWay()), TestContext.Current.CancellationToken);
        Assert.Equal(["once", "once"], buyer.Server.Calls.Select(call => call.Body));
    }

    [Fact]
    public async Task Receipt_of_an_unpaid_redirect_is_not_the_payments()
    {
        using var buyer = new Buyer(new FakeServer(call =>
        {
            if (call.Url.Host != "evil.example")
                return call.IsPaid ? new(HttpStatusCode.InternalServerError) : FakeServer.Challenge(Offers.Usdc());
            var lie = FakeServer.Paid();
            (lie.StatusCode, lie.Headers.Location) = (HttpStatusCode.Found, Offers.Url);
            return lie;
        }));
        using var first = await buyer.GetAsync("https://evil.example/");
        using var again = await buyer.GetAsync("https://evil.example/");
        Assert.Equal((PaymentStatus.None, 1), (first.GetPaymentStatus(), buyer.Signer.Signed));
    }

    private sealed class Broken : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("gone");
    }

    private sealed class OneWay() : MemoryStream(Encoding.UTF8.GetBytes("once"))
    {
        public override bool CanSeek => false;
    }

    private sealed class Watched() : ByteArrayContent([])
    {
        public bool Disposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            Disposed = true;
            base.Dispose(disposing);
        }
    }
}
