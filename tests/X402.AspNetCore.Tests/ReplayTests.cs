using System.Text;
using X402.AspNetCore.Tests.Support;

namespace X402.AspNetCore.Tests;

public sealed class ReplayTests
{
    [Fact]
    public async Task Fifty_copies_in_parallel_run_the_handler_once_and_settle_once()
    {
        var open = new TaskCompletionSource();
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/w", async () =>
        {
            await open.Task;
            return shop.Handle();
        }).RequirePayment("$0.01"));
        var payment = await shop.BuyAsync("/w");

        var requests = Enumerable.Range(0, 50).Select(_ => shop.GetAsync("/w", payment)).ToList();
        var refused = requests.ToList();
        while (refused.Count > 1)
            refused.Remove(await Task.WhenAny(refused));
        open.SetResult();
        var answers = await Task.WhenAll(requests);

        Assert.Equal((1, 1), (shop.Handled, shop.Facilitator.Settled));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(49, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        foreach (var answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task Settled_payment_again_gets_409_with_its_receipt_and_is_not_verified_again()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/w", shop.Handle).RequirePayment("$0.01"));
        var payment = await shop.BuyAsync("/w");
        using var first = await shop.GetAsync("/w", payment);
        using var again = await shop.GetAsync("/w", payment);

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal(Buyer.Receipt(first).Transaction, Buyer.Receipt(again).Transaction);
        Assert.Null(Buyer.Header(again, PaymentHeaders.PaymentRequired));
        Assert.Equal("no-store", Buyer.Header(again, "Cache-Control"));
        Assert.Contains(ErrorCodes.PaymentAlreadyUsed, await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal((1, 1, 1), (shop.Handled, shop.Facilitator.Verified, shop.Facilitator.Settled));
    }

    [Fact]
    public async Task Running_payment_again_gets_409_with_a_retry_hint()
    {
        var open = new TaskCompletionSource();
        var running = new TaskCompletionSource();
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/w", async () =>
        {
            running.SetResult();
            await open.Task;
            return shop.Handle();
        }).RequirePayment("$0.01"));
        var payment = await shop.BuyAsync("/w");
        var first = shop.GetAsync("/w", payment);
        await running.Task;
        using var again = await shop.GetAsync("/w", payment);
        open.SetResult();
        using var served = await first;

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK), (again.StatusCode, served.StatusCode));
        Assert.Equal("1", Buyer.Header(again, "Retry-After"));
        Assert.Null(Buyer.Header(again, PaymentHeaders.PaymentResponse));
    }

    [Fact]
    public async Task Payment_with_its_nonce_in_other_letters_is_the_same_payment()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/w", shop.Handle).RequirePayment("$0.01"));
        var payment = await shop.BuyAsync("/w");
        using var first = await shop.GetAsync("/w", payment);
        using var again = await shop.GetAsync("/w", Buyer.InOtherCase(payment));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (first.StatusCode, again.StatusCode));
        Assert.Equal(1, shop.Handled);
    }

    [Theory]
    [InlineData("/b")]
    [InlineData("/a?x=1")]
    public async Task Payment_for_one_resource_does_not_open_another(string other)
    {
        await using var shop = await Shop.OpenAsync((app, shop) =>
        {
            app.MapGet("/a", shop.Handle).RequirePayment("$0.01");
            app.MapGet("/b", shop.Handle).RequirePayment("$0.01");
        });
        var payment = await shop.BuyAsync("/a");
        using var first = await shop.GetAsync("/a", payment);
        using var again = await shop.GetAsync(other, payment);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (first.StatusCode, again.StatusCode));
        Assert.Equal(1, shop.Handled);
    }

    [Fact]
    public async Task Payment_with_a_second_nonce_under_an_escaped_name_is_the_payment_of_the_last()
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/w", shop.Handle).RequirePayment("$0.01"));
        var payment = await shop.BuyAsync("/w");
        var json = Encoding.UTF8.GetString(Convert.FromBase64String(payment));
        var nonces = Enumerable.Range(1, 3).Select(i => $"\"n\\u006fnce\":\"0x{new string((char)('0' + i), 64)}\",");
        using var first = await shop.GetAsync("/w", payment);
        foreach (var nonce in nonces)
        {
            var other = Convert.ToBase64String(Encoding.UTF8.GetBytes(json.Replace("\"nonce\":", nonce + "\"nonce\":", StringComparison.Ordinal)));
            using var again = await shop.GetAsync("/w", other);
            Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        }

        Assert.Equal(1, shop.Handled);
    }
}
