using System.Net;
using FsCheck;
using FsCheck.Fluent;
using X402.Protocol;
using X402.Schemes.ExactEvm;

namespace X402.Client.Tests;

public sealed class RealSignerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Payment_of_a_real_key_passes_verification(int version)
    {
        var time = new ManualTime();
        var offer = Offers.Usdc();
        VerifyResponse? verdict = null;
        using var server = new FakeServer(call =>
        {
            if (!call.IsPaid)
                return version == 2 ? FakeServer.Challenge(offer) : FakeServer.Json(HttpStatusCode.PaymentRequired, Offers.V1Body());
            verdict = Verifier.VerifyOffline(new FacilitatorRequest { PaymentPayload = call.Decode(), PaymentRequirements = offer }, time.Now);
            return FakeServer.Paid();
        });
        var signer = EvmSigner.CreateRandom();
        using var http = X402Http.Create(signer, SpendPolicy.PerRequest("$0.01"), new() { InnerHandler = server, TimeProvider = time });
        Assert.Equal("sunny", await http.GetStringAsync(Offers.Url, TestContext.Current.CancellationToken));
        Assert.True(verdict!.IsValid, verdict.InvalidReason);
        Assert.Equal(signer.Address.ToString(), verdict.Payer);
    }

    [Fact]
    public void Any_offer_is_paid_or_refused_and_nothing_else()
    {
        string?[] texts =
        [
            "exact", "upto", Offers.Base, "eip155:4326", "eip155:0x1", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp", Offers.UsdcOnBase, "USDC", Offers.PayTo,
            "0xFAfDdbb3FC7688494971a79cc65DCa3EF82079E7", "10000", "0", "-1", "", null, UInt256.MaxValue.ToString(), "eip3009", "permit2", "USD Coin", "2", "₮\0",
        ];
        var signer = EvmSigner.CreateRandom();
        var any = Gen.Elements(texts);
        var honest = new[] { "exact", Offers.Base, "10000", Offers.UsdcOnBase, Offers.PayTo, "USD Coin", "2", "eip3009" };
        var fields = Gen.CollectToArray(honest.Select(good => Gen.Frequency((6, Gen.Constant<string?>(good)), (1, any))));
        Prop.ForAll(fields.ToArbitrary(), offered =>
        {
            var extra = new Dictionary<string, string?> { ["name"] = offered[5], ["version"] = offered[6], ["assetTransferMethod"] = offered[7] };
            var body = System.Text.Json.JsonSerializer.Serialize(new
            {
                x402Version = 2,
                resource = new { url = "u" },
                accepts = new[] { new { scheme = offered[0], network = offered[1], amount = offered[2], asset = offered[3], payTo = offered[4], maxTimeoutSeconds = 60, extra } },
            });
            using var server = new FakeServer(call => call.IsPaid ? FakeServer.Paid() : FakeServer.WithHeader(
                HttpStatusCode.PaymentRequired, PaymentHeaders.PaymentRequired, Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(body))));
            using var http = X402Http.Create(signer, SpendPolicy.PerRequest("$0.01"), new() { InnerHandler = server, ThrowOnRefusal = false });
            using var response = http.GetAsync(Offers.Url).GetAwaiter().GetResult();
            return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PaymentRequired;
        }).QuickCheckThrowOnFailure();
    }
}
