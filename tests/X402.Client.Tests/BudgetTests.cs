using System.Net;

namespace X402.Client.Tests;

public sealed class BudgetTests
{
    private static SpendPolicy FiveCents => SpendPolicy.PerRequest("$0.01").PerDay("$0.05");

    [Fact]
    public async Task Allowance_for_five_pays_five_and_refuses_the_sixth()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc()), FiveCents);
        for (var i = 0; i < 5; i++)
            (await buyer.GetAsync()).EnsureSuccessStatusCode();
        var refusal = await buyer.RefusedAsync();
        Assert.Equal(ClientErrorCodes.OverDayLimit, refusal.Errors.Single().Code);
        Assert.Contains("offer 1: $0.01 USDC on eip155:8453 is over what is left of the day's limit of $0.05", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(5, buyer.Signer.Signed);
    }

    [Fact]
    public async Task Sixty_four_parallel_requests_never_pass_the_limit()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc()), SpendPolicy.PerRequest("$0.01").PerDay("$0.205"));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(async i =>
        {
            try
            {
                return (await buyer.GetAsync($"https://api.example/{i}")).IsSuccessStatusCode;
            }
            catch (PaymentRefusedException)
            {
                return false;
            }
        }));
        Assert.Equal(20, outcomes.Count(paid => paid));
        Assert.Equal(20, buyer.Server.PaidCalls.Select(call => call.Payment).Distinct().Count());
    }

    [Fact]
    public async Task Next_utc_day_has_a_new_budget()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc()), SpendPolicy.PerRequest("$0.01").PerDay("$0.01"));
        await buyer.GetAsync();
        await buyer.RefusedAsync();
        buyer.Time.Now = buyer.Time.Now.AddHours(12);
        using var response = await buyer.GetAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Second_402_keeps_the_amount_spent_for_the_day()
    {
        // Another path each time, so that no payment is taken up again.
        using var buyer = new Buyer(new FakeServer(_ => FakeServer.Challenge(Offers.Usdc())), FiveCents);
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.PaymentRequired, (await buyer.GetAsync($"https://api.example/{i}")).StatusCode);
        await buyer.RefusedAsync("https://api.example/5");
        buyer.Time.Now = buyer.Time.Now.AddSeconds(60);
        await buyer.RefusedAsync("https://api.example/6"); // over, but block times lag behind
        buyer.Time.Now = buyer.Time.Now.AddSeconds(61);
        await buyer.RefusedAsync("https://api.example/7"); // a server could have settled and kept silent
        buyer.Time.Now = buyer.Time.Now.AddDays(1);
        Assert.Equal(HttpStatusCode.PaymentRequired, (await buyer.GetAsync("https://api.example/8")).StatusCode);
    }

    [Fact]
    public async Task Broken_connection_after_the_signature_keeps_the_amount_reserved()
    {
        using var buyer = new Buyer(
            new FakeServer(call => call.IsPaid ? throw new HttpRequestException("reset") : FakeServer.Challenge(Offers.Usdc())),
            SpendPolicy.PerRequest("$0.01").PerDay("$0.01"));
        await Assert.ThrowsAsync<HttpRequestException>(() => buyer.GetAsync());
        await buyer.RefusedAsync("https://api.example/other");
    }

    [Fact]
    public async Task Failed_signing_gives_the_amount_back()
    {
        var fail = true;
        var signer = new FakeSigner { Fail = _ => fail ? new InvalidOperationException("KMS is away") : null };
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc()), SpendPolicy.PerRequest("$0.01").PerDay("$0.01"), signer);
        await Assert.ThrowsAsync<InvalidOperationException>(() => buyer.GetAsync());
        fail = false;
        using var response = await buyer.GetAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Served_without_a_receipt_counts_as_paid()
    {
        using var buyer = new Buyer(
            new FakeServer(call => call.IsPaid ? new(HttpStatusCode.OK) : FakeServer.Challenge(Offers.Usdc())), SpendPolicy.PerRequest("$0.01").PerDay("$0.01"));
        await buyer.GetAsync();
        buyer.Time.Now = buyer.Time.Now.AddHours(1);
        await buyer.RefusedAsync();
    }

    [Fact]
    public async Task Shared_ledger_is_a_shared_budget()
    {
        var ledger = new InMemorySpendLedger(TimeProvider.System);
        using var one = new Buyer(FakeServer.Selling(Offers.Usdc()), SpendPolicy.PerRequest("$0.01").PerDay("$0.01"), configure: o => o.Ledger = ledger);
        using var two = new Buyer(FakeServer.Selling(Offers.Usdc()), SpendPolicy.PerRequest("$0.01").PerDay("$0.01"), configure: o => o.Ledger = ledger);
        await one.GetAsync();
        await two.RefusedAsync();
    }

    [Fact]
    public async Task Second_offer_is_taken_when_the_first_is_over_what_is_left()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc("50000"), Offers.Usdc("10000")), SpendPolicy.PerRequest("$0.10").PerDay("$0.06"));
        await buyer.GetAsync();
        await buyer.GetAsync();
        Assert.Equal(["50000", "10000"], buyer.Server.PaidCalls.Select(call => call.Decode().Accepted!.Amount));
    }
}
