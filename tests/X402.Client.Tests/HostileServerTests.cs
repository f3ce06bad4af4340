using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using X402.Protocol;

namespace X402.Client.Tests;

public sealed class HostileServerTests
{
    [Theory]
    [InlineData("not base64!")]
    [InlineData("")]
    [InlineData("e30=")]
    [InlineData("bnVsbA==")]
    [InlineData("eyJ4NDAyVmVyc2lvbiI6MiwiYWNjZXB0cyI6bnVsbH0=")]
    [InlineData("eyJ4NDAyVmVyc2lvbiI6MiwiYWNjZXB0cyI6W3t9XX0=")]
    [InlineData("eyJ4NDAyVmVyc2lvbiI6MywiYWNjZXB0cyI6W119")]
    public async Task Garbage_header_is_refused_without_a_signature(string header)
    {
        using var buyer = new Buyer(new FakeServer(_ => FakeServer.WithHeader(HttpStatusCode.PaymentRequired, PaymentHeaders.PaymentRequired, header)));
        await buyer.RefusedAsync();
        Assert.Equal(0, buyer.Signer.Signed);
    }

    [Fact]
    public async Task Null_offer_is_refused()
    {
        var json = """{"x402Version":2,"resource":{"url":"u"},"accepts":[null]}""";
        using var buyer = new Buyer(new FakeServer(_ =>
            FakeServer.WithHeader(HttpStatusCode.PaymentRequired, PaymentHeaders.PaymentRequired, Convert.ToBase64String(Encoding.UTF8.GetBytes(json)))));
        await buyer.RefusedAsync();
    }

    [Fact]
    public async Task Huge_header_is_refused()
    {
        var offer = Offers.Usdc(extra: new { name = "USD Coin", version = "2", more = new string('x', 20_000) });
        using var buyer = new Buyer(FakeServer.Selling(offer));
        Assert.Equal(ErrorCodes.InvalidPaymentRequiredHeader, (await buyer.RefusedAsync()).Errors.Single().Code);
    }

    [Fact]
    public async Task Payment_that_would_burst_the_header_is_refused_and_the_budget_given_back()
    {
        var signer = new FakeSigner { Padding = 20_000 };
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc()), SpendPolicy.PerRequest("$0.01").PerDay("$0.01"), signer);
        Assert.Equal(ClientErrorCodes.PaymentTooLong, (await buyer.RefusedAsync()).Errors.Single().Code);
        signer.Padding = 0;
        Assert.Equal(HttpStatusCode.OK, (await buyer.GetAsync()).StatusCode);
    }

    [Fact]
    public async Task Body_beyond_the_cap_is_no_challenge_and_still_readable()
    {
        var body = new string(' ', 300_000) + "{\"x402Version\":1}";
        using var buyer = new Buyer(new FakeServer(_ => new(HttpStatusCode.PaymentRequired) { Content = new StringContent(body) }));
        using var response = await buyer.GetAsync();
        Assert.Equal(body, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("""{"x402Version":1}""")]
    [InlineData("""{"x402Version":1,"accepts":null}""")]
    [InlineData("""{"x402Version":1,"accepts":[null]}""")]
    [InlineData("""{"x402Version":1,"accepts":[{"scheme":null,"network":null,"maxAmountRequired":null,"resource":null,"payTo":null,"maxTimeoutSeconds":1,"asset":null}]}""")]
    [InlineData("""{"x402Version":"1","accepts":[]}""")]
    [InlineData("""{"x402Version":2,"accepts":[]}""")]
    [InlineData("""{"x402Version":1,"accepts":""")]
    public async Task Garbage_v1_body_is_refused_without_a_signature(string body)
    {
        using var buyer = new Buyer(new FakeServer(_ => new(HttpStatusCode.PaymentRequired) { Content = new StringContent(body) }));
        await buyer.RefusedAsync();
        Assert.Equal(0, buyer.Signer.Signed);
    }

    [Fact]
    public async Task Lie_about_decimals_changes_nothing()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc("10000000", extra: new { name = "USD Coin", version = "2", decimals = 18 })));
        Assert.Contains("$10.00 USDC", (await buyer.RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endless_402_is_answered_once()
    {
        using var loop = new Buyer(new FakeServer(_ => FakeServer.Challenge(Offers.Usdc())));
        using var response = await loop.GetAsync();
        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.Equal(2, loop.Server.Calls.Count);
        Assert.Equal(PaymentStatus.PaymentRequired, response.GetPaymentStatus());
    }

    [Theory]
    [InlineData(31_536_000, 300)]
    [InlineData(uint.MaxValue, 300)]
    [InlineData(0, 60)]
    [InlineData(1, 15)]
    [InlineData(120, 120)]
    public async Task Validity_is_clamped(long asked, int seconds)
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc(maxTimeoutSeconds: asked)));
        await buyer.GetAsync();
        Assert.Equal(TimeSpan.FromSeconds(seconds), buyer.Signer.Requests.Single().Lifetime);
    }

    [Fact]
    public async Task Control_characters_do_not_reach_the_message()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc(asset: "0x\r\nINFO paid\u001b[2J" + new string('x', 500))));
        var message = (await buyer.RefusedAsync()).Message;
        Assert.DoesNotContain(message, char.IsControl);
        Assert.True(message.Length < 400);
    }

    [Fact]
    public async Task Second_402_says_how_settlement_went()
    {
        using var buyer = new Buyer(new FakeServer(call => call.IsPaid ? FakeServer.SettleFailed() : FakeServer.Challenge(Offers.Usdc())));
        using var response = await buyer.GetAsync();
        Assert.Equal(PaymentStatus.SettleFailed, response.GetPaymentStatus());
        Assert.True(response.GetPaymentReceipt()!.IsPending);
    }

    [Fact]
    public void Any_402_gives_a_challenge_an_error_or_neither() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<string>(), (bytes, text) =>
        {
            foreach (var body in (byte[][])[bytes ?? [], Encoding.UTF8.GetBytes($"{{\"x402Version\":1,\"accepts\":[{text}]}}")])
            {
                using var response = new HttpResponseMessage(HttpStatusCode.PaymentRequired) { Content = new ByteArrayContent(body) };
                if (bytes?.Length % 2 == 0)
                    response.Headers.TryAddWithoutValidation(PaymentHeaders.PaymentRequired, Convert.ToBase64String(body));
                var (challenge, error) = Challenge.ReadAsync(response, CancellationToken.None).GetAwaiter().GetResult();
                if (challenge is not null && error is not null)
                    return false;
            }
            return true;
        }).QuickCheckThrowOnFailure();
}
