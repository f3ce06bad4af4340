using System.Text.Json;
using X402.Evm;
using X402.Protocol;
using X402.Schemes.ExactEvm;

namespace X402.Testing.Tests;

public sealed class PaymentBuilderTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_767_225_600);

    [Fact]
    public void Payment_is_that_of_the_reference_vector()
    {
        var requirements = new RequirementsBuilder { PayTo = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C" }.Build();

        var payment = new PaymentBuilder(requirements)
        {
            Now = Now, Signer = DevAccounts.Facilitator, ValidAfter = 1_767_225_000,
            Nonce = Bytes32.Parse("0x9267f14d60680ce6636d24bbca27662efb7999cf2e53ca441543e4c7cee4fdb3"),
        }.Build();

        Assert.Equal(
            "0x20b17b6536912b472bb7a0e7b7692414faeae6a6535f3f1fa17faf41d843461f001c8369ae954ab5b361241cffc5dd25c3ae0e024b7c2f720fcc8cecc4ccc05f1b",
            Read(payment).Signature);
        Assert.Equal("1767225660", Read(payment).Authorization.ValidBefore);
    }

    [Fact]
    public async Task Valid_payment_settles()
    {
        await using var node = await Node.StartAsync();
        var payment = Payments.Valid(RequirementsBuilder.For(node.Chain).Build(), node.Time.GetUtcNow());

        Assert.Equal("0x1", (await node.SendAsync(DevAccounts.Facilitator, Calldata(payment))).GetProperty("status").GetString());
        Assert.Equal(10_000UL, node.Chain.BalanceOf(DevAccounts.Seller.Address));
    }

    [Fact]
    public async Task Payments_with_a_broken_signature_are_refused_by_the_token_too()
    {
        await using var node = await Node.StartAsync();
        var broken = Payments.Broken(RequirementsBuilder.For(node.Chain).Build(), node.Time.GetUtcNow());

        foreach (var each in broken.Where(each => each.ErrorCode == ErrorCodes.ExactEvmSignature))
            Assert.Contains("invalid signature", await node.RefusalAsync(node.Chain.Usdc, Calldata(each.Payment)), StringComparison.Ordinal);
    }

    [Fact]
    public void Header_is_base64_of_the_payment()
    {
        PaymentBuilder builder = new(new RequirementsBuilder().Build()) { Now = Now };

        var v2 = JsonElement.Parse(Convert.FromBase64String(builder.Header()));
        var v1 = JsonElement.Parse(Convert.FromBase64String(builder.HeaderV1()));

        Assert.Equal((2, "eip155:84532"), (v2.GetProperty("x402Version").GetInt32(), v2.GetProperty("accepted").GetProperty("network").GetString()));
        Assert.Equal((1, "base-sepolia"), (v1.GetProperty("x402Version").GetInt32(), v1.GetProperty("network").GetString()));
        Assert.Equal(v2.GetProperty("payload").GetRawText(), v1.GetProperty("payload").GetRawText());
    }

    private static Payload Read(PaymentPayload payment) => payment.Payload.Deserialize(X402Json.Wire.ExactEvmPayload)!;

    private static byte[] Calldata(PaymentPayload payment)
    {
        var payload = Read(payment);
        var a = payload.Authorization;
        return Node.Calldata(
            "transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)",
            Node.Word(Address.Parse(a.From)), Node.Word(Address.Parse(a.To)), Node.Word(UInt256.Parse(a.Value)),
            Node.Word(UInt256.Parse(a.ValidAfter)), Node.Word(UInt256.Parse(a.ValidBefore)), Bytes32.Parse(a.Nonce).Span.ToArray(),
            Node.Word(224UL), Contracts.AbiOutput.Bytes(Hex.Decode(payload.Signature, 100)));
    }
}
