using System.Net;

namespace X402.Client.Tests;

public sealed class RefusalTests
{
    [Fact]
    public async Task Over_the_request_limit_says_both_amounts()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc("500000")));
        var refusal = await buyer.RefusedAsync("https://api.example/weather?token=abc");
        Assert.Equal(
            "https://api.example/weather asks for a payment that was not made: offer 1: $0.50 USDC on eip155:8453 is over the per-request limit of $0.10", refusal.Message);
        Assert.Equal(HttpStatusCode.PaymentRequired, refusal.StatusCode);
        Assert.Equal("accepts[0].amount", refusal.Errors.Single().Field);
    }

    [Fact]
    public async Task One_unit_over_the_limit_is_refused_and_the_limit_itself_paid()
    {
        using var over = new Buyer(FakeServer.Selling(Offers.Usdc("100001")));
        await over.RefusedAsync();
        using var exact = new Buyer(FakeServer.Selling(Offers.Usdc("100000")));
        Assert.Equal(HttpStatusCode.OK, (await exact.GetAsync()).StatusCode);
    }

    [Fact]
    public async Task Refusal_as_a_response_when_asked_for()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc("500000")), configure: o => o.ThrowOnRefusal = false);
        using var response = await buyer.GetAsync();
        Assert.Equal(PaymentStatus.PaymentRequired, response.GetPaymentStatus());
        Assert.Equal("{}", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public static TheoryData<string, Protocol.PaymentRequirements, string> Offered => new()
    {
        { ClientErrorCodes.UnknownAsset, Offers.Usdc(asset: "0x1111111111111111111111111111111111111111"), "offer 1: asset 0x1111111111111111111111111111111111111111 on eip155:8453 is not in the client's table" },
        { ClientErrorCodes.UnknownAsset, Offers.Usdc(asset: "USDC"), "offer 1: asset USDC on eip155:8453 is not in the client's table" },
        { ClientErrorCodes.UnknownAsset, Offers.Usdc(network: "eip155:999999"), "on eip155:999999 is not in the client's table" },
        { ClientErrorCodes.MalformedOffer, Offers.Usdc(network: "eip155:0x2105"), "is not a CAIP-2 id" },
        { ClientErrorCodes.NoSigner, Offers.Usdc(scheme: "upto"), "no signer of this client pays scheme 'upto' on eip155:8453" },
        { ErrorCodes.ExactEvmTokenNameMismatch, Offers.Usdc(extra: new { name = "Fake Coin", version = "2" }), "extra.name is 'Fake Coin', USDC on eip155:8453 is 'USD Coin'" },
        { ErrorCodes.ExactEvmTokenVersionMismatch, Offers.Usdc(extra: new { name = "USD Coin", version = "1" }), "extra.version is '1', USDC on eip155:8453 has '2'" },
        { ClientErrorCodes.UnsupportedPaymentFlow, Offers.Usdc(extra: new { paymentFlow = "upfront" }), "payment flow 'upfront' is not served" },
        { ClientErrorCodes.NoSigner, Offers.Usdc(extra: new { assetTransferMethod = "permit2" }), "transfer method is 'permit2', USDC on eip155:8453 is moved by eip3009" },
        { ClientErrorCodes.NoSigner, Offers.Usdc(network: "eip155:4326", asset: "0xFAfDdbb3FC7688494971a79cc65DCa3EF82079E7", extra: new { }), "MegaUSD on eip155:4326 is moved by permit2" },
        { ClientErrorCodes.MalformedOffer, Offers.Usdc(payTo: "0x12"), "payTo '0x12' is not an address" },
        { ClientErrorCodes.MalformedOffer, Offers.Usdc("-1"), "amount '-1' is not a number of atomic units" },
        { ClientErrorCodes.MalformedOffer, Offers.Usdc("1e3"), "amount '1e3' is not a number of atomic units" },
        { ClientErrorCodes.MalformedOffer, Offers.Usdc(new string('9', 78)), "is not a number of atomic units below 2^256" },
        { ClientErrorCodes.OverRequestLimit, Offers.Usdc(UInt256.MaxValue.ToString()), "atomic units of USDC on eip155:8453 is over the per-request limit of $0.10" },
    };

    [Theory]
    [MemberData(nameof(Offered), DisableDiscoveryEnumeration = true)]
    public async Task Offer_that_does_not_fit_is_refused_with_its_reason(string code, Protocol.PaymentRequirements offer, string reason)
    {
        using var buyer = new Buyer(FakeServer.Selling(offer));
        var refusal = await buyer.RefusedAsync();
        Assert.Equal(code, refusal.Errors.Single().Code);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, buyer.Signer.Signed);
        Assert.Single(buyer.Server.Calls);
    }

    [Fact]
    public async Task Host_that_is_not_allowed_is_not_paid()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc()), SpendPolicy.PerRequest("$1").AllowHosts("api.other"));
        var refusal = await buyer.RefusedAsync();
        Assert.Equal(ClientErrorCodes.HostNotAllowed, refusal.Errors.Single().Code);
        Assert.Contains("host api.example is not in AllowHosts", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Network_and_asset_lists_refuse_what_is_not_in_them()
    {
        using var network = new Buyer(FakeServer.Selling(Offers.Usdc()), SpendPolicy.PerRequest("$1").AllowNetworks("eip155:84532"));
        Assert.Equal(ClientErrorCodes.NetworkNotAllowed, (await network.RefusedAsync()).Errors.Single().Code);
        using var asset = new Buyer(FakeServer.Selling(Offers.Usdc()), SpendPolicy.PerRequest("$1").AllowAssets("USDT0"));
        Assert.Equal(ClientErrorCodes.AssetNotAllowed, (await asset.RefusedAsync()).Errors.Single().Code);
    }

    [Fact]
    public async Task Each_offer_has_its_reason()
    {
        using var buyer = new Buyer(FakeServer.Selling(Offers.Usdc("500000"), Offers.Usdc(scheme: "upto")));
        var refusal = await buyer.RefusedAsync();
        Assert.Equal([ClientErrorCodes.OverRequestLimit, ClientErrorCodes.NoSigner], refusal.Errors.Select(error => error.Code));
    }

    [Fact]
    public async Task No_offers_at_all_is_refused()
    {
        using var buyer = new Buyer(FakeServer.Selling());
        Assert.Equal(ClientErrorCodes.NoOffers, (await buyer.RefusedAsync()).Errors.Single().Code);
    }

    [Fact]
    public async Task V1_network_without_a_chain_is_refused()
    {
        using var buyer = new Buyer(new FakeServer(_ => FakeServer.Json(HttpStatusCode.PaymentRequired, Offers.V1Body("moonbase"))));
        Assert.Contains("network 'moonbase' is unknown", (await buyer.RefusedAsync()).Message, StringComparison.Ordinal);
    }
}
