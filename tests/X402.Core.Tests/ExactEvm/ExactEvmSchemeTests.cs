using System.Text.Json;
using X402.Evm;
using X402.Protocol;
using X402.Schemes.ExactEvm;
using X402.Testing;

namespace X402.Core.Tests.ExactEvm;

public sealed class ExactEvmSchemeTests
{
    private static readonly ExactEvmScheme Scheme = new();
    private static readonly Asset Usdc = new RequirementsBuilder().Asset;
    private static readonly string PayTo = DevAccounts.Seller.Address.ToString();
    private static readonly PaymentRequirements Required = new RequirementsBuilder().Build();
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void CreateRequirements_writes_what_a_buyer_needs()
    {
        var made = Scheme.CreateRequirements(Usdc, 10_000UL, PayTo.ToLowerInvariant(), TimeSpan.FromSeconds(60));

        Assert.Equal(
            $$$"""{"scheme":"exact","network":"eip155:84532","amount":"10000","asset":"{{{Usdc.Address}}}","payTo":"{{{PayTo}}}","maxTimeoutSeconds":60,"extra":{"name":"USDC","version":"2"} }""".Replace(" ", "", StringComparison.Ordinal),
            JsonSerializer.Serialize(made, X402Json.Wire.PaymentRequirements));
    }

    [Theory]
    [InlineData("permit2")]
    [InlineData("receiver")]
    [InlineData("zero receiver")]
    [InlineData("name")]
    [InlineData("version")]
    [InlineData("chain")]
    [InlineData("time")]
    public void CreateRequirements_that_nobody_could_pay_is_refused(string what) =>
        Assert.Throws<X402ConfigurationException>(() => Scheme.CreateRequirements(
            what switch
            {
                "permit2" => Usdc with { TransferMethod = "permit2" },
                "name" => Usdc with { Eip712Name = null },
                "version" => Usdc with { Eip712Version = "" },
                "chain" => Usdc with { Network = ChainId.Parse("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp") },
                _ => Usdc,
            },
            10_000UL,
            what switch { "receiver" => "me", "zero receiver" => Address.Zero.ToString(), _ => PayTo },
            what == "time" ? TimeSpan.Zero : TimeSpan.FromSeconds(60)));

    [Fact]
    public void Identify_of_another_spelling_gives_the_same_key()
    {
        var payment = Payments.Valid(Required, Now);
        var spelled = payment.Payload.GetRawText().Replace(DevAccounts.Buyer.Address.ToString(), DevAccounts.Buyer.Address.ToString().ToLowerInvariant(), StringComparison.Ordinal);
        var required = new RequirementsBuilder { Asset = Usdc with { Address = Usdc.Address.ToLowerInvariant() } }.Build();

        Scheme.Identify(payment, Required, out var first);
        Scheme.Identify(new() { Payload = JsonElement.Parse(spelled) }, required, out var second);

        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("payer")]
    [InlineData("asset")]
    [InlineData("network")]
    public void Identify_of_another_payment_gives_another_key(string what)
    {
        var builder = new PaymentBuilder(Required) { Now = Now };
        var other = what switch
        {
            "nonce" => builder with { Nonce = new(Enumerable.Repeat((byte)7, 32).ToArray()) },
            "payer" => builder with { From = DevAccounts.All[7].Address },
            _ => builder,
        };
        var required = what switch
        {
            "asset" => new RequirementsBuilder { Asset = Usdc with { Address = PayTo } }.Build(),
            "network" => new RequirementsBuilder { Asset = Usdc with { Network = ChainId.Evm(8453) } }.Build(),
            _ => Required,
        };

        Scheme.Identify(builder.Build(), Required, out var first);
        Scheme.Identify(other.Build(), required, out var second);

        Assert.NotEqual(first.Key, second.Key);
    }

    [Fact]
    public void Identify_of_v1_and_v2_gives_the_same_key()
    {
        var builder = new PaymentBuilder(Required) { Now = Now };

        Scheme.Identify(builder.Build(), Required, out var v2);
        Scheme.Identify(builder.BuildV1(), Required, out var v1);

        Assert.Equal(v2.Key, v1.Key);
    }

    [Fact]
    public void Identify_of_a_payment_without_end_gives_a_time_that_can_be_added_to()
    {
        Scheme.Identify(new PaymentBuilder(Required) { ValidBefore = UInt256.MaxValue }.Build(), Required, out var identity);

        Assert.Equal(9999, identity.ValidUntil.AddHours(1).Year);
    }

    [Fact]
    public void Supports_evm_chains_only()
    {
        Assert.True(Scheme.Supports(ChainId.Evm(8453)));
        Assert.False(Scheme.Supports(ChainId.Parse("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp")));
    }
}
