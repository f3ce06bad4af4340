using System.Net;

namespace X402.Client.Tests;

public sealed class ResendTests
{
    public static TheoryData<int> BadAnswers => [500, 502, 503, 409, 402];

    [Theory]
    [MemberData(nameof(BadAnswers))]
    public async Task Repeated_request_after_a_bad_answer_uses_the_same_payment(int status)
    {
        var bad = true;
        using var buyer = new Buyer(new FakeServer(call => !call.IsPaid ? FakeServer.Challenge(Offers.Usdc())
            : bad ? FakeServer.SettleFailed((HttpStatusCode)status) : FakeServer.Paid()), SpendPolicy.PerRequest("$0.01").PerDay("$0.01"));
        Assert.Equal((HttpStatusCode)status, (await buyer.GetAsync()).StatusCode);
        bad = false;
        Assert.Equal(HttpStatusCode.OK, (await buyer.GetAsync()).StatusCode);
        Assert.Equal(1, buyer.Signer.Signed);
        Assert.Single(buyer.Server.PaidCalls.Select(call => call.Payment).Distinct());
    }

    [Fact]
    public async Task Repeated_request_after_a_broken_connection_uses_the_same_payment()
    {
        var bad = true;
        using var buyer = new Buyer(new FakeServer(call => !call.IsPaid ? FakeServer.Challenge(Offers.Usdc())
            : bad ? throw new HttpRequestException("reset") : FakeServer.Paid()));
        await Assert.ThrowsAsync<HttpRequestException>(() => buyer.GetAsync());
        bad = false;
        await buyer.GetAsync();
        Assert.Equal(1, buyer.Signer.Signed);
    }

    [Fact]
    public async Task Request_after_a_good_answer_is_paid_anew()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc()));
        await buyer.GetAsync();
        await buyer.GetAsync();
        Assert.Equal(2, buyer.Signer.Signed);
    }

    [Fact]
    public async Task Other_url_method_or_body_is_another_payment()
    {
        using var buyer = new Buyer(new FakeServer(_ => FakeServer.Challenge(Offers.Usdc())));
        var cancellation = TestContext.Current.CancellationToken;
        await buyer.Http.PostAsync(Offers.Url, new StringContent("a"), cancellation);
        await buyer.Http.PostAsync(Offers.Url, new StringContent("b"), cancellation);
        await buyer.Http.PutAsync(Offers.Url, new StringContent("a"), cancellation);
        await buyer.Http.PostAsync(new Uri(Offers.Url, "?q"), new StringContent("a"), cancellation);
        Assert.Equal(4, buyer.Signer.Signed);
        await buyer.Http.PostAsync(Offers.Url, new StringContent("a"), cancellation);
        Assert.Equal(4, buyer.Signer.Signed);
    }

    [Fact]
    public async Task Changed_price_is_another_payment_and_both_count()
    {
        var amount = 10000;
        using var buyer = new Buyer(new FakeServer(_ => FakeServer.Challenge(Offers.Usdc($"{amount++}"))), SpendPolicy.PerRequest("$0.02").PerDay("$0.025"));
        await buyer.GetAsync();
        await buyer.GetAsync();
        await buyer.RefusedAsync();
        Assert.Equal(2, buyer.Signer.Signed);
    }

    [Fact]
    public async Task Payment_that_is_about_to_end_is_not_used_again()
    {
        using var buyer = new Buyer(new FakeServer(_ => FakeServer.Challenge(Offers.Usdc())));
        await buyer.GetAsync();
        buyer.Time.Now = buyer.Time.Now.AddSeconds(51);
        await buyer.GetAsync();
        Assert.Equal(2, buyer.Signer.Signed);
    }

    [Fact]
    public async Task Parallel_repetitions_share_no_payment()
    {
        var arrived = 0;
        var all = new TaskCompletionSource();
        using var buyer = new Buyer(new FakeServer(_ => FakeServer.Challenge(Offers.Usdc()))
        {
            Gate = async call =>
            {
                var number = call.IsPaid ? Interlocked.Increment(ref arrived) : 0;
                if (number < 2)
                    return;
                if (number == 9)
                    all.SetResult();
                await all.Task.WaitAsync(TestContext.Current.CancellationToken);
            },
        });
        await buyer.GetAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => buyer.GetAsync()));
        Assert.Equal(8, buyer.Signer.Signed);
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 2], buyer.Server.PaidCalls.GroupBy(call => call.Payment).Select(group => group.Count()).Order());
    }

    [Fact]
    public async Task Nothing_is_sent_again_by_itself_unless_asked()
    {
        using var buyer = new Buyer(new FakeServer(call => call.IsPaid ? FakeServer.SettleFailed(HttpStatusCode.BadGateway) : FakeServer.Challenge(Offers.Usdc())));
        await buyer.GetAsync();
        Assert.Single(buyer.Server.PaidCalls);
    }

    [Fact]
    public async Task Automatic_resend_carries_the_same_payment_as_often_as_allowed()
    {
        var paidCalls = 0;
        using var buyer = new Buyer(
            new FakeServer(call => !call.IsPaid ? FakeServer.Challenge(Offers.Usdc()) : ++paidCalls switch
            {
                1 => throw new HttpRequestException("reset"),
                2 => FakeServer.SettleFailed(HttpStatusCode.BadGateway),
                _ => FakeServer.Paid(),
            }),
            configure: o => o.AutomaticResends = 2);
        Assert.Equal(HttpStatusCode.OK, (await buyer.GetAsync()).StatusCode);
        Assert.Single(buyer.Server.PaidCalls.Select(call => call.Payment).Distinct());
        Assert.Equal(3, paidCalls);
    }

    [Fact]
    public async Task Second_402_is_never_sent_again_by_itself()
    {
        using var buyer = new Buyer(new FakeServer(_ => FakeServer.Challenge(Offers.Usdc())), configure: o => o.AutomaticResends = 5);
        using var response = await buyer.GetAsync();
        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.Single(buyer.Server.PaidCalls);
    }
}
