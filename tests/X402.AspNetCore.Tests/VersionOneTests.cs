using System.Text.Json;
using X402.AspNetCore.Tests.Support;

namespace X402.AspNetCore.Tests;

public sealed class VersionOneTests
{
    private static Task<Shop> OpenAsync(FakeFacilitator? facilitator = null, Action<X402Options>? options = null) =>
        Shop.OpenAsync((app, shop) => app.MapGet("/w", shop.Handle).RequirePayment("$0.01", terms => terms.Description = "the weather"), facilitator ?? new(), options);

    private static async Task<Protocol.V1.PaymentRequired> BodyAsync(HttpResponseMessage response) =>
        JsonSerializer.Deserialize(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), X402Json.Wire.V1PaymentRequired)!;

    [Fact]
    public async Task Refusal_speaks_v2_in_its_header_and_v1_in_its_body()
    {
        await using var shop = await OpenAsync();
        using var response = await shop.GetAsync("/w");

        Assert.Equal(2, Buyer.Quote(response).X402Version);
        var body = await BodyAsync(response);
        Assert.Equal((1, "X-PAYMENT header is required"), (body.X402Version, body.Error));
        var offer = Assert.Single(body.Accepts);
        Assert.Equal(("exact", "base-sepolia", "10000", Shop.Receiver, shop.BaseUrl + "/w", "the weather"),
            (offer.Scheme, offer.Network, offer.MaxAmountRequired, offer.PayTo, offer.Resource, offer.Description));
    }

    [Fact]
    public async Task Payment_is_served_and_answered_in_v1()
    {
        await using var shop = await OpenAsync();
        using var response = await shop.SendAsync(HttpMethod.Get, "/w", Buyer.PayV1("base-sepolia", Shop.Receiver, "10000"), PaymentHeaders.XPayment);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var receipt = Buyer.Receipt(response, PaymentHeaders.XPaymentResponse);
        Assert.Equal((true, "base-sepolia"), (receipt.Success, receipt.Network));
        Assert.Null(Buyer.Header(response, PaymentHeaders.PaymentResponse));
        Assert.True(shop.Facilitator.Requests.TryDequeue(out var request));
        Assert.Equal((1, Shop.Network, shop.BaseUrl + "/w"), (request.PaymentPayload.X402Version, request.PaymentRequirements.Network, request.Resource!.Url));
    }

    [Theory]
    [InlineData("base")]
    [InlineData("eip155:84532")]
    [InlineData("no-such-chain")]
    public async Task Payment_on_another_network_is_no_match(string network)
    {
        await using var shop = await OpenAsync();
        using var response = await shop.SendAsync(HttpMethod.Get, "/w", Buyer.PayV1(network, Shop.Receiver, "10000"), PaymentHeaders.XPayment);

        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.Equal(ErrorCodes.NoMatchingRequirements, (await BodyAsync(response)).Error);
    }

    [Fact]
    public async Task Failed_settlement_is_answered_in_v1()
    {
        await using var shop = await OpenAsync(new() { OnSettle = (request, _, _) => new(FakeFacilitator.Failure(request, "no")) });
        using var response = await shop.SendAsync(HttpMethod.Get, "/w", Buyer.PayV1("base-sepolia", Shop.Receiver, "10000"), PaymentHeaders.XPayment);

        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.Equal(("no", "base-sepolia"), (Buyer.Receipt(response, PaymentHeaders.XPaymentResponse).ErrorReason, Buyer.Receipt(response, PaymentHeaders.XPaymentResponse).Network));
    }

    [Fact]
    public async Task Switched_off_it_is_neither_offered_nor_taken()
    {
        await using var shop = await OpenAsync(options: o => o.AcceptV1 = false);
        using var response = await shop.SendAsync(HttpMethod.Get, "/w", Buyer.PayV1("base-sepolia", Shop.Receiver, "10000"), PaymentHeaders.XPayment);

        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.Equal("Payment required", Buyer.Quote(response).Error);
        Assert.DoesNotContain("accepts", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facilitator_without_v1_is_not_offered_in_v1()
    {
        var facilitator = new FakeFacilitator { OnSupported = () => new() { Kinds = [new() { X402Version = 2, Scheme = "exact", Network = "eip155:*" }] } };
        await using var shop = await OpenAsync(facilitator);
        using var response = await shop.GetAsync("/w");

        Assert.DoesNotContain("accepts", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Same_authorization_in_v1_and_v2_is_one_payment()
    {
        await using var shop = await OpenAsync();
        var payment = await shop.BuyAsync("/w");
        Assert.True(PaymentHeaderCodec.TryDecodePaymentPayload(payment, out var payload, out _));
        var v1 = PaymentHeaderCodec.Encode(new PaymentPayload { X402Version = 1, Scheme = "exact", Network = "base-sepolia", Payload = payload!.Payload });
        using var first = await shop.GetAsync("/w", payment);
        using var again = await shop.SendAsync(HttpMethod.Get, "/w", v1, PaymentHeaders.XPayment);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (first.StatusCode, again.StatusCode));
        Assert.Equal(1, shop.Handled);
    }

    [Fact]
    public async Task Second_token_of_a_network_is_not_offered_in_v1_since_its_payments_cannot_name_it()
    {
        await using var shop = await Shop.OpenAsync(
            (app, shop) => app.MapGet("/w", shop.Handle).RequirePayment(p => p.Accept(Shop.Network, "0.01 USDC").Accept(Shop.Network, "0.02 EURC")),
            o => o.Assets.Add(new(ChainId.Parse(Shop.Network), "0x808456652fdb597867f38412077A9182bf77359F", "EURC", 6, "EURC", "2")));
        using var response = await shop.GetAsync("/w");

        Assert.Equal(2, Buyer.Quote(response).Accepts.Count);
        Assert.Equal("10000", Assert.Single((await BodyAsync(response)).Accepts).MaxAmountRequired);
    }
}
