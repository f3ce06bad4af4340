using System.Text.Json;
using X402.Protocol;
using X402.Schemes;
using X402.Schemes.ExactEvm;
using X402.Testing;

namespace X402.Core.Tests.ExactEvm;

public sealed class SignerTests
{
    private static readonly VectorFile Vectors = new("referenceClient.json");
    private static readonly EvmSigner Account = EvmSigner.FromPrivateKey(DevAccounts.All[0].PrivateKey);
    private static readonly Asset Usdc = new RequirementsBuilder().Asset;
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1767225600);

    [Theory]
    [InlineData("v2-exact-eip3009", 2)]
    [InlineData("v1-exact-eip3009", 1)]
    public async Task SignAsync_with_the_recorded_randomness_gives_the_reference_clients_payload(string id, int version)
    {
        var vector = Vectors[id];
        var offer = vector.GetProperty("paymentRequired").GetProperty("accepts")[0];
        var requirements = version == 2
            ? offer.Deserialize(X402Json.Wire.PaymentRequirements)!
            : offer.Deserialize(X402Json.Wire.V1PaymentRequirements)!.ToV2()!;
        var signer = new Signer(Account, random => random.Fill(0xAB));

        var signed = await signer.SignAsync(Request(requirements, Usdc, version), TestContext.Current.CancellationToken);

        var recorded = vector.GetProperty("paymentPayload").GetProperty("payload");
        Assert.True(JsonElement.DeepEquals(recorded, signed.Payload), signed.Payload.GetRawText());
    }

    [Fact]
    public async Task SignAsync_gives_what_the_server_identifies()
    {
        var requirements = new RequirementsBuilder().Build();
        var signed = await Account.SignAsync(Request(requirements, Usdc), TestContext.Current.CancellationToken);

        var error = new ExactEvmScheme().Identify(new() { Payload = signed.Payload }, requirements, out var identity);

        Assert.Null(error);
        Assert.Equal(signed.Identity, identity);
        Assert.Equal(Now.AddSeconds(60), identity.ValidUntil);
    }

    [Fact]
    public async Task SignAsync_gives_what_the_verifier_takes()
    {
        var requirements = new RequirementsBuilder().Build();
        var signed = await Account.SignAsync(Request(requirements, Usdc), TestContext.Current.CancellationToken);

        var verdict = Verifier.VerifyOffline(
            new() { PaymentPayload = new() { Payload = signed.Payload, Accepted = requirements }, PaymentRequirements = requirements }, Now);

        Assert.True(verdict.IsValid, verdict.InvalidMessage);
    }

    [Fact]
    public async Task SignAsync_twice_gives_two_payments()
    {
        var request = Request(new RequirementsBuilder().Build(), Usdc);

        var first = await Account.SignAsync(request, TestContext.Current.CancellationToken);
        var second = await Account.SignAsync(request, TestContext.Current.CancellationToken);

        Assert.NotEqual(first.Identity.Key, second.Identity.Key);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("version")]
    [InlineData("contract")]
    [InlineData("network")]
    [InlineData("method")]
    public async Task SignAsync_of_an_offer_that_contradicts_the_asset_is_refused(string what)
    {
        var ours = what switch
        {
            "name" => Usdc with { Eip712Name = "USD Coin" },
            "version" => Usdc with { Eip712Version = "1" },
            "contract" => Usdc with { Address = DevAccounts.All[9].Address.ToString() },
            "network" => Usdc with { Network = ChainId.Evm(8453) },
            _ => Usdc with { TransferMethod = "permit2" },
        };

        await Assert.ThrowsAsync<ArgumentException>(
            async () => await Account.SignAsync(Request(new RequirementsBuilder().Build(), ours), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("""{"scheme":"exact"}""", true)]
    [InlineData("""{"scheme":"upto"}""", false)]
    [InlineData("""{"network":"solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"}""", false)]
    [InlineData("""{"network":"eip155:084532"}""", false)]
    [InlineData("""{"amount":"1.5"}""", false)]
    [InlineData("""{"asset":"USDC"}""", false)]
    [InlineData("""{"payTo":"0x209693Bc6afc0C5328bA36FaF03C514EF312287c"}""", false)]
    [InlineData("""{"extra":{"assetTransferMethod":"eip3009"}}""", true)]
    [InlineData("""{"extra":{"assetTransferMethod":"permit2"}}""", false)]
    public void CanSign_takes_exact_with_eip3009_only(string change, bool expected)
    {
        var fields = JsonSerializer.SerializeToNode(new RequirementsBuilder().Build(), X402Json.Wire.PaymentRequirements)!.AsObject();
        using var changes = JsonDocument.Parse(change);
        foreach (var member in changes.RootElement.EnumerateObject())
            fields[member.Name] = System.Text.Json.Nodes.JsonNode.Parse(member.Value.GetRawText());

        var requirements = JsonSerializer.Deserialize(fields.ToJsonString(), X402Json.Wire.PaymentRequirements)!;

        Assert.Equal(expected, Account.CanSign(requirements));
    }

    private static SignPaymentRequest Request(PaymentRequirements requirements, Asset asset, int version = 2) => new()
    {
        X402Version = version, Requirements = requirements, Asset = asset, Now = Now, Lifetime = TimeSpan.FromSeconds(60),
    };
}
