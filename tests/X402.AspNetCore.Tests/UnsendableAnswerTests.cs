using X402.AspNetCore.Tests.Support;
using X402.Schemes;
using X402.Stores;

namespace X402.AspNetCore.Tests;

/// <summary>An answer that the server would refuse to send is refused before it is charged.</summary>
public sealed class UnsendableAnswerTests
{
    [Theory]
    [InlineData("X-Name", "line\r\nSet-Cookie: a=b")]
    [InlineData("X-Name", "naïve")]
    [InlineData("X Name", "value")]
    [InlineData("Content-Length", "-1")]
    public async Task Header_that_cannot_be_sent_is_not_charged(string name, string value)
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/w", async context =>
        {
            context.Response.Headers.ETag = "\"1\"";
            context.Response.Headers[name] = value;
            await context.Response.WriteAsync(shop.Handle());
        }).RequirePayment("$0.01"));
        using var response = await shop.GetAsync("/w", await shop.BuyAsync("/w"));

        Assert.Equal((HttpStatusCode.InternalServerError, 1, 0), (response.StatusCode, shop.Handled, shop.Facilitator.Settled));
        Assert.Null(Buyer.Header(response, "ETag"));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(100, false)]
    [InlineData(101, false)]
    [InlineData(204, true)]
    public async Task Status_that_cannot_be_sent_is_not_charged(int status, bool chunked)
    {
        await using var shop = await Shop.OpenAsync((app, _) => app.MapGet("/w", context =>
        {
            context.Response.StatusCode = status;
            if (chunked)
                context.Response.Headers.TransferEncoding = "chunked";
            return Task.CompletedTask;
        }).RequirePayment("$0.01"));
        using var response = await shop.GetAsync("/w", await shop.BuyAsync("/w"));

        Assert.Equal((HttpStatusCode.InternalServerError, 0), (response.StatusCode, shop.Facilitator.Settled));
    }

    [Fact]
    public async Task Answer_without_a_body_that_declares_one_is_not_charged()
    {
        await using var shop = await Shop.OpenAsync((app, _) => app.MapGet("/w", context =>
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            context.Response.ContentLength = 12;
            return Task.CompletedTask;
        }).RequirePayment("$0.01"));
        using var response = await shop.GetAsync("/w", await shop.BuyAsync("/w"));

        Assert.Equal((HttpStatusCode.InternalServerError, 0), (response.StatusCode, shop.Facilitator.Settled));
    }

    [Fact]
    public async Task Claim_that_cannot_be_given_back_leaves_the_error_page_visible()
    {
        await using var shop = await Shop.OpenAsync((app, _) =>
        {
            app.UseExceptionHandler(error => error.Run(context => context.Response.WriteAsync("sorry")));
            app.MapGet("/w", () => Results.NotFound()).RequirePayment("$0.01");
        }, build: builder => builder.Services.AddSingleton<IPaymentClaims>(new Unreleasable()));
        using var response = await shop.GetAsync("/w", await shop.BuyAsync("/w"));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("sorry", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Payment_required_after_the_answer_has_started_is_not_charged()
    {
        await using var shop = await Shop.OpenAsync((app, _) => app.MapGet("/w", async context =>
        {
            if (context.Request.Headers.ContainsKey(PaymentHeaders.PaymentSignature))
                await context.Response.WriteAsync("too early");
            await context.RequirePaymentAsync("$0.01");
        }));
        var payment = await shop.BuyAsync("/w");
        await Assert.ThrowsAsync<HttpRequestException>(() => shop.GetAsync("/w", payment));

        Assert.Equal(0, shop.Facilitator.Settled);
    }

    private sealed class Unreleasable : IPaymentClaims
    {
        public ValueTask<ClaimResult> ClaimAsync(PaymentClaim claim, CancellationToken cancellationToken = default) => new(new ClaimResult(ClaimStatus.Claimed));

        public ValueTask<ClaimResult?> FindAsync(PaymentClaim claim, CancellationToken cancellationToken = default) => default;

        public ValueTask ReleaseAsync(PaymentKey key, CancellationToken cancellationToken = default) => throw new InvalidOperationException("The store is gone.");

        public ValueTask CompleteAsync(PaymentKey key, SettleResponse outcome, CancellationToken cancellationToken = default) => default;
    }
}
