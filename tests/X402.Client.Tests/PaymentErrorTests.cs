using System.Net;
using X402.Protocol;

namespace X402.Client.Tests;

public sealed class PaymentErrorTests
{
    [Fact]
    public async Task Reason_of_payment_required_is_the_code_and_the_body_adds_its_message()
    {
        using var server = new FakeServer(call =>
        {
            if (!call.IsPaid)
                return FakeServer.Challenge(Offers.Usdc());
            var refused = FakeServer.Challenge(new PaymentRequired { Error = "a_code", Resource = new() { Url = "" }, Accepts = [Offers.Usdc()] });
            refused.Content = FakeServer.Json(HttpStatusCode.PaymentRequired, new { error = "a_code", errorMessage = "and why" }).Content;
            return refused;
        });
        using var buyer = new Buyer(server);
        using var response = await buyer.GetAsync();

        Assert.Equal(new PaymentError("a_code", Detail: "and why"), response.GetPaymentError());
        Assert.Contains("and why", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reason_of_a_v1_body_is_kept_even_when_only_headers_are_asked_for()
    {
        using var server = new FakeServer(call => FakeServer.Json(HttpStatusCode.PaymentRequired,
            call.IsPaid ? new { x402Version = 1, error = "insufficient_funds", accepts = Array.Empty<object>() } : Offers.V1Body()));
        using var buyer = new Buyer(server);
        using var response = await buyer.Http.GetAsync(Offers.Url, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        Assert.Equal("insufficient_funds", response.GetPaymentError()?.Code);
    }

    [Fact]
    public async Task Conflict_says_its_reason_in_the_body_only()
    {
        using var server = new FakeServer(call => call.IsPaid
            ? FakeServer.Json(HttpStatusCode.Conflict, new { error = ErrorCodes.PaymentAlreadyUsed })
            : FakeServer.Challenge(Offers.Usdc()));
        using var buyer = new Buyer(server);
        using var response = await buyer.GetAsync();

        Assert.Equal(ErrorCodes.PaymentAlreadyUsed, response.GetPaymentError()?.Code);
    }

    [Fact]
    public async Task Reason_of_a_failed_receipt_wins()
    {
        using var server = new FakeServer(call => call.IsPaid ? FakeServer.SettleFailed() : FakeServer.Challenge(Offers.Usdc()));
        using var buyer = new Buyer(server);
        using var response = await buyer.GetAsync();

        Assert.Equal("settlement_pending", response.GetPaymentError()?.Code);
    }

    [Fact]
    public async Task Paid_answer_has_no_error()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc()));
        using var response = await buyer.GetAsync();

        Assert.Null(response.GetPaymentError());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("null")]
    [InlineData("""{"error":1}""")]
    [InlineData("""{"error":""}""")]
    [InlineData("long")]
    public async Task Body_that_says_nothing_gives_no_error_and_is_left_to_the_caller(string body)
    {
        body = body == "long" ? $$"""{"error":"{{new string('x', PaymentHeaderCodec.MaxBodyLength)}}"}""" : body;
        using var server = new FakeServer(call => call.IsPaid
            ? new(HttpStatusCode.BadRequest) { Content = new StringContent(body, null, "application/json") }
            : FakeServer.Challenge(Offers.Usdc()));
        using var buyer = new Buyer(server);
        using var response = await buyer.GetAsync();

        Assert.Null(response.GetPaymentError());
        Assert.Equal(body, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("%%%")]
    [InlineData("e30=")]
    [InlineData("bnVsbA==")]
    public void Garbage_in_headers_gives_no_error(string header)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.PaymentRequired);
        response.Headers.TryAddWithoutValidation(PaymentHeaders.PaymentRequired, header);
        response.Headers.TryAddWithoutValidation(PaymentHeaders.PaymentResponse, header);

        Assert.Null(response.GetPaymentError());
    }
}
