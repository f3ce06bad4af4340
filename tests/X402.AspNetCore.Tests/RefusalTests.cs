using System.Text;
using System.Text.Json;
using X402.AspNetCore.Tests.Support;

namespace X402.AspNetCore.Tests;

public sealed class RefusalTests
{
    private static Task<Shop> OpenAsync(FakeFacilitator? facilitator = null) =>
        Shop.OpenAsync((app, shop) => app.MapGet("/w", shop.Handle).RequirePayment("$0.01"), facilitator ?? new());

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

    [Theory]
    [InlineData("%%%")]
    [InlineData("x")]
    [InlineData("e30=")]
    [InlineData("bnVsbA==")]
    [InlineData("W10=")]
    public async Task Header_that_cannot_be_decoded_is_400_with_the_reason_and_the_price(string header)
    {
        await using var shop = await OpenAsync();
        using var response = await shop.GetAsync("/w", header);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(ErrorCodes.InvalidPaymentSignatureHeader, Buyer.Quote(response).Error);
        Assert.Equal("no-store", Buyer.Header(response, "Cache-Control"));
        Assert.Equal(0, shop.Facilitator.Verified);
    }

    [Fact]
    public async Task Header_over_16_KiB_is_400()
    {
        await using var shop = await OpenAsync();
        var payment = await shop.BuyAsync("/w");
        var json = Encoding.UTF8.GetString(Convert.FromBase64String(payment));
        var padded = Convert.ToBase64String(Encoding.UTF8.GetBytes(json[..^1] + ",\"pad\":\"" + new string('x', 16 * 1024) + "\"}"));
        using var response = await shop.GetAsync("/w", padded);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Header_sent_twice_is_400()
    {
        await using var shop = await OpenAsync();
        var payment = await shop.BuyAsync("/w");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/w");
        request.Headers.TryAddWithoutValidation(PaymentHeaders.PaymentSignature, [payment, payment]);
        using var response = await shop.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"permit2Authorization\":{}}")]
    [InlineData("{\"authorization\":5,\"signature\":\"0x\"}")]
    [InlineData("{\"authorization\":{\"from\":\"x\",\"to\":\"\",\"value\":\"-1\",\"validAfter\":\"a\",\"validBefore\":\"9e99\",\"nonce\":\"0x\"},\"signature\":\"0x\"}")]
    public async Task Payload_of_another_shape_is_402_and_no_exception(string payload)
    {
        await using var shop = await OpenAsync();
        using var refused = await shop.GetAsync("/w");
        var quote = Buyer.Quote(refused);
        using var response = await shop.GetAsync("/w", PaymentHeaderCodec.Encode(new PaymentPayload
        {
            Accepted = quote.Accepts[0], Payload = JsonDocument.Parse(payload).RootElement,
        }));

        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.Equal(0, shop.Facilitator.Verified);
    }

    [Fact]
    public async Task Version_1_in_the_header_of_version_2_is_400()
    {
        await using var shop = await OpenAsync();
        using var response = await shop.GetAsync("/w", Buyer.PayV1("base-sepolia", Shop.Receiver, "10000"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(ErrorCodes.InvalidX402Version, Buyer.Quote(response).Error);
    }

    [Fact]
    public async Task Amount_of_the_buyers_own_is_no_match()
    {
        await using var shop = await OpenAsync();
        using var refused = await shop.GetAsync("/w");
        using var response = await shop.GetAsync("/w", Buyer.Pay(refused, change: offer => Change(offer, amount: "1")));

        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.Equal(ErrorCodes.NoMatchingRequirements, Buyer.Quote(response).Error);
        Assert.Equal(0, shop.Facilitator.Verified);
    }

    [Fact]
    public async Task Receiver_of_the_buyers_own_is_no_match()
    {
        await using var shop = await OpenAsync();
        using var refused = await shop.GetAsync("/w");
        using var response = await shop.GetAsync("/w", Buyer.Pay(refused, change: offer => Change(offer, payTo: Buyer.Address)));

        Assert.Equal(ErrorCodes.NoMatchingRequirements, Buyer.Quote(response).Error);
    }

    [Fact]
    public async Task Payment_that_fails_verification_is_402_with_the_reason_of_the_facilitator()
    {
        var facilitator = new FakeFacilitator
        {
            OnVerify = (_, _) => new(VerifyResponse.Invalid(new(ErrorCodes.ExactEvmValueMismatch, "authorization.value", "10000", "9000"), "")),
        };
        await using var shop = await OpenAsync(facilitator);
        using var response = await shop.GetAsync("/w", await shop.BuyAsync("/w"));

        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.Equal(ErrorCodes.ExactEvmValueMismatch, Buyer.Quote(response).Error);
        Assert.Equal("authorization.value is 9000, expected 10000", (await BodyAsync(response)).GetProperty("errorMessage").GetString());
        Assert.Equal(0, shop.Handled);
    }

    [Fact]
    public async Task Missing_permit2_allowance_is_412()
    {
        var facilitator = new FakeFacilitator { OnVerify = (_, _) => new(new VerifyResponse { InvalidReason = "permit2_allowance_required" }) };
        await using var shop = await OpenAsync(facilitator);
        using var response = await shop.GetAsync("/w", await shop.BuyAsync("/w"));

        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
        Assert.Equal("permit2_allowance_required", Buyer.Quote(response).Error);
    }

    [Fact]
    public async Task Facilitator_without_an_answer_is_502_that_leaks_nothing()
    {
        var facilitator = new FakeFacilitator { OnVerify = (_, _) => throw new FacilitatorUnavailableException("no \"route\" to https://inner.example:8443") };
        await using var shop = await OpenAsync(facilitator);
        using var response = await shop.GetAsync("/w", await shop.BuyAsync("/w"));

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("5", Buyer.Header(response, "Retry-After"));
        Assert.Equal("no-store", Buyer.Header(response, "Cache-Control"));
        Assert.Equal(ErrorCodes.FacilitatorUnavailable, (await BodyAsync(response)).GetProperty("error").GetString());
        Assert.DoesNotContain("inner", (await BodyAsync(response)).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, shop.Handled);
    }

    [Fact]
    public async Task Quotation_marks_in_a_reason_do_not_break_the_body()
    {
        var facilitator = new FakeFacilitator { OnVerify = (_, _) => new(new VerifyResponse { InvalidReason = "a \"b\" \\ <c>", InvalidMessage = "\"" }) };
        await using var shop = await OpenAsync(facilitator);
        using var response = await shop.GetAsync("/w", await shop.BuyAsync("/w"));

        Assert.Equal("a \"b\" \\ <c>", (await BodyAsync(response)).GetProperty("error").GetString());
        Assert.Equal("a \"b\" \\ <c>", Buyer.Quote(response).Error);
    }

    [Fact]
    public async Task Verification_is_cancelled_with_the_request_and_takes_no_claim()
    {
        var verifying = new TaskCompletionSource();
        var facilitator = new FakeFacilitator();
        facilitator.OnVerify = async (request, token) =>
        {
            verifying.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return VerifyResponse.Valid("");
        };
        await using var shop = await OpenAsync(facilitator);
        var payment = await shop.BuyAsync("/w");
        using var cancel = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/w");
        request.Headers.TryAddWithoutValidation(PaymentHeaders.PaymentSignature, payment);
        var pending = shop.Http.SendAsync(request, cancel.Token);
        await verifying.Task;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        facilitator.OnVerify = null;
        using var again = await shop.GetAsync("/w", payment);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    private static PaymentRequirements Change(PaymentRequirements offer, string? amount = null, string? payTo = null) => new()
    {
        Scheme = offer.Scheme, Network = offer.Network, Asset = offer.Asset, MaxTimeoutSeconds = offer.MaxTimeoutSeconds, Extra = offer.Extra,
        Amount = amount ?? offer.Amount, PayTo = payTo ?? offer.PayTo,
    };
}
