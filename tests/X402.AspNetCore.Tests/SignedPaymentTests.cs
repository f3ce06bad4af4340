using X402.AspNetCore.Tests.Support;
using X402.Evm;
using X402.Schemes;
using X402.Schemes.ExactEvm;

namespace X402.AspNetCore.Tests;

/// <summary>With real signatures, checked in this process by the rules of the scheme.</summary>
public sealed class SignedPaymentTests
{
    private static readonly EvmSigner Wallet = EvmSigner.CreateRandom();

    private static Task<Shop> OpenAsync() => Shop.OpenAsync((app, shop) => app.MapGet("/w", shop.Handle).RequirePayment("$0.01"), new FakeFacilitator
    {
        OnVerify = (request, _) => new(Verifier.VerifyOffline(request, TimeProvider.System.GetUtcNow())),
    });

    private static async Task<string> PayAsync(PaymentRequirements offer, PaymentRequirements? signed = null, int version = 2)
    {
        var payment = await Wallet.SignAsync(new SignPaymentRequest
        {
            X402Version = version, Requirements = signed ?? offer, Asset = AssetTable.Default.Find(ChainId.Parse(offer.Network), offer.Asset)!,
            Now = TimeProvider.System.GetUtcNow(), Lifetime = TimeSpan.FromSeconds(60),
        }, TestContext.Current.CancellationToken);
        return PaymentHeaderCodec.Encode(version == 1
            ? new PaymentPayload { X402Version = 1, Scheme = "exact", Network = "base-sepolia", Payload = payment.Payload }
            : new PaymentPayload { Accepted = offer, Payload = payment.Payload });
    }

    private static PaymentRequirements Change(PaymentRequirements offer, string? amount = null, string? payTo = null) => new()
    {
        Scheme = offer.Scheme, Network = offer.Network, Asset = offer.Asset, MaxTimeoutSeconds = offer.MaxTimeoutSeconds, Extra = offer.Extra,
        Amount = amount ?? offer.Amount, PayTo = payTo ?? offer.PayTo,
    };

    [Theory]
    [InlineData(1, PaymentHeaders.XPayment)]
    [InlineData(2, PaymentHeaders.PaymentSignature)]
    public async Task Signed_payment_is_served(int version, string header)
    {
        await using var shop = await OpenAsync();
        using var refused = await shop.GetAsync("/w");
        using var response = await shop.SendAsync(HttpMethod.Get, "/w", await PayAsync(Buyer.Quote(refused).Accepts[0], version: version), header);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Payment_to_oneself_is_refused_though_the_receiver_is_echoed()
    {
        await using var shop = await OpenAsync();
        using var refused = await shop.GetAsync("/w");
        var offer = Buyer.Quote(refused).Accepts[0];
        using var response = await shop.GetAsync("/w", await PayAsync(offer, Change(offer, payTo: Wallet.Address.ToString())));

        Assert.Equal((HttpStatusCode.PaymentRequired, ErrorCodes.ExactEvmRecipientMismatch), (response.StatusCode, Buyer.Quote(response).Error));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("9999")]
    [InlineData("10001")]
    public async Task Payment_of_another_amount_is_refused_though_the_price_is_echoed(string amount)
    {
        await using var shop = await OpenAsync();
        using var refused = await shop.GetAsync("/w");
        var offer = Buyer.Quote(refused).Accepts[0];
        using var response = await shop.GetAsync("/w", await PayAsync(offer, Change(offer, amount)));

        Assert.Equal((HttpStatusCode.PaymentRequired, ErrorCodes.ExactEvmValueMismatch), (response.StatusCode, Buyer.Quote(response).Error));
        Assert.Equal(0, shop.Handled);
    }

    [Fact]
    public async Task Changed_signature_is_refused()
    {
        await using var shop = await OpenAsync();
        using var refused = await shop.GetAsync("/w");
        var header = await PayAsync(Buyer.Quote(refused).Accepts[0]);
        Assert.True(PaymentHeaderCodec.TryDecodePaymentPayload(header, out var payload, out _));
        var json = payload.Payload.GetRawText();
        var nonce = payload.Payload.GetProperty("authorization").GetProperty("nonce").GetString()!;
        var changed = System.Text.Json.JsonDocument.Parse(json.Replace(nonce, Hex.Encode(new byte[32]), StringComparison.Ordinal)).RootElement;
        using var response = await shop.GetAsync("/w", PaymentHeaderCodec.Encode(new PaymentPayload { Accepted = payload.Accepted, Payload = changed }));

        Assert.Equal((HttpStatusCode.PaymentRequired, ErrorCodes.ExactEvmSignature), (response.StatusCode, Buyer.Quote(response).Error));
    }

    [Fact]
    public async Task Fifty_copies_of_a_signed_payment_are_served_once()
    {
        await using var shop = await OpenAsync();
        using var refused = await shop.GetAsync("/w");
        var header = await PayAsync(Buyer.Quote(refused).Accepts[0]);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => shop.GetAsync("/w", header)));

        Assert.Equal((1, 1), (shop.Handled, shop.Facilitator.Settled));
        Assert.Equal(49, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        foreach (var answer in answers)
            answer.Dispose();
    }
}
