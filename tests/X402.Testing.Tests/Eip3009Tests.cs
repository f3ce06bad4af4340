using X402.Evm;

namespace X402.Testing.Tests;

public sealed class Eip3009Tests
{
    private static readonly Address Seller = DevAccounts.Seller.Address;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Transfer_with_authorization_moves_the_money_once(bool whole)
    {
        await using var node = await Node.StartAsync();
        SignedCall call = new() { Chain = node.Chain };
        var data = whole ? call.Whole() : call.Split();

        var receipt = await node.SendAsync(DevAccounts.Facilitator, data);
        var again = await node.SendAsync(DevAccounts.Facilitator, data);

        Assert.Equal("0x1", receipt.GetProperty("status").GetString());
        Assert.Equal("0x0", again.GetProperty("status").GetString());
        Assert.Equal(10_000UL, node.Chain.BalanceOf(Seller));
        Assert.True(node.Chain.IsAuthorizationUsed(call.From, call.NonceWord));
    }

    [Fact]
    public async Task Transfer_with_authorization_logs_use_and_transfer()
    {
        await using var node = await Node.StartAsync();

        var receipt = await node.SendAsync(DevAccounts.Facilitator, new SignedCall { Chain = node.Chain }.Split());

        var topics = receipt.GetProperty("logs").EnumerateArray().Select(log => log.GetProperty("topics")[0].GetString());
        Assert.Equal(
            ["0x98de503528ee59b575ef0c0a2576a82497bfc029a5685b209e9ec333479b10a5", "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"],
            topics);
    }

    [Fact]
    public async Task Authorization_at_its_first_second_is_not_yet_valid()
    {
        await using var node = await Node.StartAsync();
        SignedCall call = new() { Chain = node.Chain, ValidAfter = node.Now };

        Assert.Equal("execution reverted: FiatTokenV2: authorization is not yet valid", await node.RefusalAsync(node.Chain.Usdc, call.Split()));
        node.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("", await node.RefusalAsync(node.Chain.Usdc, call.Split()));
    }

    [Fact]
    public async Task Authorization_at_its_last_second_is_expired()
    {
        await using var node = await Node.StartAsync();
        SignedCall call = new() { Chain = node.Chain, ValidBefore = node.Now + 1 };

        Assert.Equal("", await node.RefusalAsync(node.Chain.Usdc, call.Split()));
        node.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("execution reverted: FiatTokenV2: authorization is expired", await node.RefusalAsync(node.Chain.Usdc, call.Split()));
    }

    [Fact]
    public async Task Authorization_used_is_refused()
    {
        await using var node = await Node.StartAsync();
        SignedCall call = new() { Chain = node.Chain };
        await node.SendAsync(DevAccounts.Facilitator, call.Split());

        Assert.Equal(
            "execution reverted: FiatTokenV2: authorization is used or canceled",
            await node.RefusalAsync(node.Chain.Usdc, (call with { Value = 1 }).Whole()));
    }

    [Fact]
    public async Task Authorization_of_more_than_the_balance_is_refused_and_stays_unused()
    {
        await using var node = await Node.StartAsync();
        SignedCall call = new() { Chain = node.Chain, Value = 1_000_001 };

        Assert.Equal("execution reverted: ERC20: transfer amount exceeds balance", await node.RefusalAsync(node.Chain.Usdc, call.Split()));
        var receipt = await node.SendAsync(DevAccounts.Facilitator, call.Split());
        Assert.Equal("0x0", receipt.GetProperty("status").GetString());
        Assert.Equal(0, receipt.GetProperty("logs").GetArrayLength());
        Assert.False(node.Chain.IsAuthorizationUsed(call.From, call.NonceWord));
    }

    [Fact]
    public async Task Authorization_to_nobody_is_refused()
    {
        await using var node = await Node.StartAsync();

        Assert.Equal(
            "execution reverted: ERC20: transfer to the zero address",
            await node.RefusalAsync(node.Chain.Usdc, new SignedCall { Chain = node.Chain, To = Address.Zero }.Split()));
    }

    [Fact]
    public async Task Authorization_signed_by_another_is_refused()
    {
        await using var node = await Node.StartAsync();

        Assert.Equal(
            "execution reverted: FiatTokenV2: invalid signature",
            await node.RefusalAsync(node.Chain.Usdc, new SignedCall { Chain = node.Chain, Signer = DevAccounts.Seller }.Split()));
    }

    [Theory]
    [InlineData("short", "ECRecover: invalid signature length")]
    [InlineData("high s", "ECRecover: invalid signature 's' value")]
    [InlineData("v of 0", "ECRecover: invalid signature 'v' value")]
    [InlineData("r of 0", "ECRecover: invalid signature")]
    public async Task Signature_that_is_malformed_is_refused_with_its_reason(string fault, string reason)
    {
        await using var node = await Node.StartAsync();
        SignedCall call = new() { Chain = node.Chain };
        var signature = call.Sign();
        switch (fault)
        {
            case "short":
                signature = signature[..64];
                break;
            case "high s":
                signature.AsSpan(32, 32).Fill(0xee);
                break;
            case "v of 0":
                signature[64] -= 27;
                break;
            default:
                signature.AsSpan(0, 32).Clear();
                break;
        }

        Assert.Equal($"execution reverted: {reason}", await node.RefusalAsync(node.Chain.Usdc, call.Whole(signature)));
    }

    [Fact]
    public async Task Receive_with_authorization_is_for_the_payee_alone()
    {
        await using var node = await Node.StartAsync();
        var data = new SignedCall { Chain = node.Chain, Function = "receiveWithAuthorization" }.Split();

        Assert.Equal(
            "execution reverted: FiatTokenV2: caller must be the payee",
            await node.RefusalAsync(node.Chain.Usdc, data, DevAccounts.Facilitator.Address));
        var receipt = await node.SendAsync(DevAccounts.Seller, new SignedCall { Chain = node.Chain, Function = "receiveWithAuthorization" }.Whole());
        Assert.Equal("0x1", receipt.GetProperty("status").GetString());
        Assert.Equal(10_000UL, node.Chain.BalanceOf(Seller));
    }

    [Fact]
    public async Task Signature_for_receiving_does_not_transfer()
    {
        await using var node = await Node.StartAsync();
        SignedCall receive = new() { Chain = node.Chain, Function = "receiveWithAuthorization" };

        Assert.Equal(
            "execution reverted: FiatTokenV2: invalid signature",
            await node.RefusalAsync(node.Chain.Usdc, new SignedCall { Chain = node.Chain }.Whole(receive.Sign())));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Canceled_authorization_is_refused(bool whole)
    {
        await using var node = await Node.StartAsync();
        SignedCall call = new() { Chain = node.Chain };
        var signature = SignedCall.Sign(
            node.Chain, DevAccounts.Buyer, "CancelAuthorization(address authorizer,bytes32 nonce)", Node.Word(call.From), Node.Word(7UL));
        var cancel = whole
            ? Node.Calldata("cancelAuthorization(address,bytes32,bytes)", Node.Word(call.From), Node.Word(7UL), Node.Word(96UL), Contracts.AbiOutput.Bytes(signature))
            : Node.Calldata(
                "cancelAuthorization(address,bytes32,uint8,bytes32,bytes32)", Node.Word(call.From), Node.Word(7UL),
                Node.Word((ulong)signature[64]), signature[..32], signature[32..64]);

        var receipt = await node.SendAsync(DevAccounts.Facilitator, cancel);

        Assert.Equal("0x1", receipt.GetProperty("status").GetString());
        Assert.Equal("execution reverted: FiatTokenV2: authorization is used or canceled", await node.RefusalAsync(node.Chain.Usdc, call.Split()));
        Assert.Equal("execution reverted: FiatTokenV2: authorization is used or canceled", await node.RefusalAsync(node.Chain.Usdc, cancel));
    }

    [Fact]
    public async Task Contract_wallet_signs_by_its_owner()
    {
        await using var node = await Node.StartAsync();
        var wallet = Address.Parse("0x1111111111111111111111111111111111111111");
        node.Chain.DeployWallet(wallet, DevAccounts.Buyer.Address);
        node.Chain.Mint(wallet, 10_000);

        Assert.Equal("", await node.RefusalAsync(node.Chain.Usdc, new SignedCall { Chain = node.Chain, From = wallet }.Whole()));
        Assert.Equal(
            "execution reverted: FiatTokenV2: invalid signature",
            await node.RefusalAsync(node.Chain.Usdc, new SignedCall { Chain = node.Chain, From = wallet, Signer = DevAccounts.Seller }.Whole()));
    }

    [Fact]
    public async Task Calldata_that_ends_early_reverts_without_a_reason()
    {
        await using var node = await Node.StartAsync();
        var data = new SignedCall { Chain = node.Chain }.Split();

        for (var length = 0; length < data.Length; length += 5)
            Assert.Equal("execution reverted", await node.RefusalAsync(node.Chain.Usdc, data[..length]));
    }
}
