using System.Net;
using System.Text.Json;
using X402.Protocol;

namespace X402.Client.Tests;

public sealed class PayingTests
{
    [Fact]
    public async Task V2_offer_is_paid_and_the_answer_returned()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc()));
        var answer = await buyer.Http.GetStringAsync(Offers.Url, TestContext.Current.CancellationToken);
        Assert.Equal("sunny", answer);
        Assert.Equal(2, buyer.Server.Calls.Count);
    }

    [Fact]
    public async Task V2_payment_echoes_accepted_resource_and_extensions_verbatim()
    {
        var accepted = """{"scheme":"exact","network":"eip155:8453","amount":"010000","asset":"0x833589fcd6edb6e08f4c7c32d4f71b54bda02913","payTo":"0x209693bc6afc0c5328ba36faf03c514ef312287c","maxTimeoutSeconds":60,"extra":{"name":"USD Coin","version":"2","note":"ü+"},"unknown":[1,null]}""";
        var required = """{"x402Version":2,"resource":{"url":"https://api.example/weather","odd":true},"accepts":[ACCEPTED],"extensions":{"bazaar":{"info":{"a":1},"schema":{}}}}""".Replace("ACCEPTED", accepted, StringComparison.Ordinal);
        using var server = new FakeServer(call => call.IsPaid
            ? FakeServer.Paid()
            : FakeServer.WithHeader(HttpStatusCode.PaymentRequired, "payment-required", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(required))));
        using var buyer = new Buyer(server);
        await buyer.GetAsync();
        var sent = JsonSerializer.Deserialize<JsonElement>(Convert.FromBase64String(server.PaidCalls.Single().Payment!));
        Assert.Equal(2, sent.GetProperty("x402Version").GetInt32());
        Assert.True(JsonElement.DeepEquals(JsonSerializer.Deserialize<JsonElement>(accepted), sent.GetProperty("accepted")));
        Assert.Equal("""{"bazaar":{"info":{"a":1},"schema":{}}}""", sent.GetProperty("extensions").GetRawText());
        Assert.Equal("""{"url":"https://api.example/weather","odd":true}""", sent.GetProperty("resource").GetRawText());
    }

    [Fact]
    public async Task V1_body_is_paid_with_the_v1_header()
    {
        using var server = new FakeServer(call => call.IsPaid ? FakeServer.Paid() : FakeServer.Json(HttpStatusCode.PaymentRequired, Offers.V1Body()));
        using var buyer = new Buyer(server);
        using var response = await buyer.GetAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var paid = server.PaidCalls.Single();
        Assert.Null(paid.Payment);
        var payload = paid.Decode();
        Assert.Equal((1, "exact", "base"), (payload.X402Version, payload.Scheme, payload.Network));
        Assert.Null(payload.Accepted);
        Assert.Equal(1, buyer.Signer.Requests.Single().X402Version);
    }

    [Fact]
    public async Task Header_wins_over_a_v1_body()
    {
        using var server = new FakeServer(call =>
        {
            if (call.IsPaid)
                return FakeServer.Paid();
            var both = FakeServer.Challenge(Offers.Usdc("20000"));
            both.Content = FakeServer.Json(HttpStatusCode.PaymentRequired, Offers.V1Body()).Content;
            return both;
        });
        using var buyer = new Buyer(server);
        await buyer.GetAsync();
        Assert.Equal("20000", server.PaidCalls.Single().Decode().Accepted!.Amount);
    }

    [Fact]
    public async Task First_offer_that_fits_is_taken_in_the_servers_order()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc("900000"), Offers.Usdc(scheme: "upto"), Offers.Usdc("30000"), Offers.Usdc("10000")));
        await buyer.GetAsync();
        Assert.Equal("30000", buyer.Server.PaidCalls.Single().Decode().Accepted!.Amount);
    }

    [Fact]
    public async Task Second_signer_pays_what_the_first_cannot()
    {
        var first = new FakeSigner { Can = _ => false };
        var second = new FakeSigner();
        using var server = FakeServer.Selling(Offers.Usdc());
        using var http = X402Http.Create([first, second], SpendPolicy.PerRequest("$1"), new() { InnerHandler = server });
        await http.GetStringAsync(Offers.Url, TestContext.Current.CancellationToken);
        Assert.Equal((0, 1), (first.Signed, second.Signed));
    }

    [Fact]
    public async Task Free_answer_costs_nothing()
    {
        using var buyer = new Buyer(new FakeServer(_ => new(HttpStatusCode.OK)));
        await buyer.GetAsync();
        Assert.Equal((1, 0), (buyer.Server.Calls.Count, buyer.Signer.Signed));
    }

    [Fact]
    public async Task Request_that_carries_a_payment_passes_untouched()
    {
        using var buyer = new Buyer(new FakeServer(_ => FakeServer.Challenge(Offers.Usdc())));
        using var request = new HttpRequestMessage(HttpMethod.Get, Offers.Url);
        request.Headers.TryAddWithoutValidation("X-Payment", "mine");
        using var response = await buyer.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.Equal("mine", buyer.Server.Calls.Single().PaymentV1);
    }

    [Fact]
    public async Task Status_412_is_the_callers()
    {
        using var buyer = new Buyer(new FakeServer(_ => FakeServer.WithHeader(HttpStatusCode.PreconditionFailed, PaymentHeaders.PaymentRequired, "e30=")));
        using var response = await buyer.GetAsync();
        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
    }

    [Fact]
    public async Task Foreign_402_is_the_callers_with_its_body()
    {
        using var buyer = new Buyer(new FakeServer(_ => FakeServer.Json(HttpStatusCode.PaymentRequired, new { error = "quota" })));
        using var response = await buyer.GetAsync();
        Assert.Equal("""{"error":"quota"}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Approval_is_asked_and_may_refuse()
    {
        PaymentOffer? asked = null;
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc()), configure: o => o.Approve = (offer, _) =>
        {
            asked = offer;
            return new(false);
        });
        var refusal = await buyer.RefusedAsync();
        Assert.Equal(ClientErrorCodes.NotApproved, refusal.Errors.Single().Code);
        Assert.Equal(UInt256.FromUInt64(10000), asked!.Amount);
        Assert.Equal(0, buyer.Signer.Signed);
    }

    [Fact]
    public void Synchronous_send_says_what_to_use()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc()));
        using var request = new HttpRequestMessage(HttpMethod.Get, Offers.Url);
        Assert.Throws<NotSupportedException>(() => buyer.Http.Send(request, TestContext.Current.CancellationToken));
    }
}
