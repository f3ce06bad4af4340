using X402.Evm;

namespace X402.Testing.Tests;

public sealed class Erc20Tests
{
    private static readonly Address Buyer = DevAccounts.Buyer.Address;
    private static readonly Address Seller = DevAccounts.Seller.Address;
    private static readonly Address Spender = DevAccounts.Facilitator.Address;

    [Fact]
    public async Task Transfer_moves_tokens_and_logs()
    {
        await using var node = await Node.StartAsync();

        var receipt = await node.SendAsync(DevAccounts.Buyer, Pay(400_000));

        Assert.Equal((600_000UL, 400_000UL), (node.Chain.BalanceOf(Buyer), node.Chain.BalanceOf(Seller)));
        var log = Assert.Single(receipt.GetProperty("logs").EnumerateArray());
        Assert.Equal(Hex.Encode(Node.Word(400_000UL)), log.GetProperty("data").GetString());
        Assert.Equal(Hex.Encode(Node.Word(Seller)), log.GetProperty("topics")[2].GetString());
    }

    [Fact]
    public async Task Transfer_to_oneself_changes_nothing()
    {
        await using var node = await Node.StartAsync();

        await node.SendAsync(DevAccounts.Seller, Pay(0));
        await node.SendAsync(DevAccounts.Buyer, Node.Calldata("transfer(address,uint256)", Node.Word(Buyer), Node.Word(1_000_000UL)));

        Assert.Equal(1_000_000UL, node.Chain.BalanceOf(Buyer));
    }

    [Fact]
    public async Task Transfer_of_too_much_says_so()
    {
        await using var node = await Node.StartAsync();

        Assert.Equal("execution reverted: ERC20: transfer amount exceeds balance", await node.RefusalAsync(node.Chain.Usdc, Pay(1_000_001), Buyer));
    }

    [Fact]
    public async Task TransferFrom_spends_the_allowance_even_when_it_is_boundless()
    {
        await using var node = await Node.StartAsync();
        await node.SendAsync(DevAccounts.Buyer, Node.Calldata("approve(address,uint256)", Node.Word(Spender), Node.Word(UInt256.MaxValue)));

        await node.SendAsync(DevAccounts.Facilitator, Pull(1));

        Assert.Equal(UInt256.MaxValue - 1, await AllowanceAsync(node));
        Assert.Equal(1UL, node.Chain.BalanceOf(Seller));
    }

    [Fact]
    public async Task TransferFrom_beyond_the_allowance_says_so()
    {
        await using var node = await Node.StartAsync();

        Assert.Equal("execution reverted: ERC20: transfer amount exceeds allowance", await node.RefusalAsync(node.Chain.Usdc, Pull(1), Spender));
    }

    [Fact]
    public async Task Approval_of_nobody_says_so()
    {
        await using var node = await Node.StartAsync();
        var data = Node.Calldata("approve(address,uint256)", Node.Word(Address.Zero), Node.Word(1UL));

        Assert.Equal("execution reverted: ERC20: approve to the zero address", await node.RefusalAsync(node.Chain.Usdc, data, Buyer));
        Assert.Equal(
            "execution reverted: ERC20: approve from the zero address",
            await node.RefusalAsync(node.Chain.Usdc, Node.Calldata("approve(address,uint256)", Node.Word(Spender), Node.Word(1UL))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Permit_approves_once(bool whole)
    {
        await using var node = await Node.StartAsync();
        var data = PermitCall(node, node.Now, whole);

        Assert.Equal("0x1", (await node.SendAsync(DevAccounts.Facilitator, data)).GetProperty("status").GetString());

        Assert.Equal(5UL, await AllowanceAsync(node));
        Assert.Equal("execution reverted: EIP2612: invalid signature", await node.RefusalAsync(node.Chain.Usdc, data));
        Assert.Equal(Node.Word(1UL), await node.CallAsync(node.Chain.Usdc, Node.Calldata("nonces(address)", Node.Word(Buyer))));
    }

    [Fact]
    public async Task Permit_after_its_deadline_is_expired()
    {
        await using var node = await Node.StartAsync();

        Assert.Equal("execution reverted: FiatTokenV2: permit is expired", await node.RefusalAsync(node.Chain.Usdc, PermitCall(node, node.Now - 1, true)));
    }

    [Fact]
    public async Task Metadata_is_that_of_the_options()
    {
        await using var node = await Node.StartAsync(options => (options.TokenName, options.TokenDecimals) = ("USD Coin", 18));

        Assert.Contains("USD Coin", System.Text.Encoding.ASCII.GetString(await node.CallAsync(node.Chain.Usdc, Node.Calldata("name()"))), StringComparison.Ordinal);
        Assert.Equal(Node.Word(18UL), await node.CallAsync(node.Chain.Usdc, Node.Calldata("decimals()")));
        Assert.Equal(Node.Word(1_000_000UL), await node.CallAsync(node.Chain.Usdc, Node.Calldata("totalSupply()")));
    }

    [Fact]
    public async Task Domain_separator_is_that_of_Base_Sepolia()
    {
        await using var node = await Node.StartAsync();

        Assert.Equal(
            "0x71f17a3b2ff373b803d70a5a07c046c1a2bc8e89c09ef722fcb047abe94c9818",
            Hex.Encode(await node.CallAsync(node.Chain.Usdc, Node.Calldata("DOMAIN_SEPARATOR()"))));
    }

    [Fact]
    public async Task Sixty_four_parallel_transfers_keep_the_supply()
    {
        await using var node = await Node.StartAsync();
        var raw = Enumerable.Range(0, 64)
            .Select(i => new Transfer { Nonce = (ulong)i, To = node.Chain.Usdc, Data = Pay(100) }.Sign(DevAccounts.Buyer))
            .Reverse();

        await Task.WhenAll(raw.Select(node.SubmitAsync));

        Assert.Equal((993_600UL, 6_400UL), (node.Chain.BalanceOf(Buyer), node.Chain.BalanceOf(Seller)));
        Assert.Equal(1_000_000UL, node.Chain.TotalSupply);
        Assert.Equal(64UL, node.Chain.BlockNumber);
    }

    private static byte[] Pay(ulong value) => Node.Calldata("transfer(address,uint256)", Node.Word(Seller), Node.Word(value));

    private static byte[] Pull(ulong value) =>
        Node.Calldata("transferFrom(address,address,uint256)", Node.Word(Buyer), Node.Word(Seller), Node.Word(value));

    private static async Task<UInt256> AllowanceAsync(Node node) => UInt256.FromBigEndian(
        await node.CallAsync(node.Chain.Usdc, Node.Calldata("allowance(address,address)", Node.Word(Buyer), Node.Word(Spender))));

    private static byte[] PermitCall(Node node, ulong deadline, bool whole)
    {
        byte[][] words = [Node.Word(Buyer), Node.Word(Spender), Node.Word(5UL)];
        var signature = SignedCall.Sign(
            node.Chain, DevAccounts.Buyer, "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)",
            [.. words, Node.Word(0UL), Node.Word(deadline)]);
        return whole
            ? Node.Calldata("permit(address,address,uint256,uint256,bytes)", [.. words, Node.Word(deadline), Node.Word(160UL), Contracts.AbiOutput.Bytes(signature)])
            : Node.Calldata(
                "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)",
                [.. words, Node.Word(deadline), Node.Word((ulong)signature[64]), signature[..32], signature[32..64]]);
    }
}
