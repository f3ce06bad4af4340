using X402.Evm;
using X402.Testing.Contracts;

namespace X402.Testing.Tests;

public sealed class MulticallTests
{
    private static readonly Address Multicall = Address.Parse("0xcA11bde05977b3631167028862bE2a173976CA11");

    [Fact]
    public async Task TryAggregate_gives_each_result()
    {
        await using var node = await Node.StartAsync();
        var balance = Node.Calldata("balanceOf(address)", Node.Word(DevAccounts.Buyer.Address));

        var output = await node.CallAsync(Multicall, TryAggregate(node, false, balance, Node.Calldata("nothing()")));

        byte[] good = [.. Node.Word(1UL), .. Node.Word(64UL), .. AbiOutput.Bytes(Node.Word(1_000_000UL))];
        byte[] bad = [.. Node.Word(0UL), .. Node.Word(64UL), .. AbiOutput.Bytes([])];
        Assert.Equal([.. Node.Word(32UL), .. AbiOutput.Array([good, bad])], output);
    }

    [Fact]
    public async Task TryAggregate_that_requires_success_reverts()
    {
        await using var node = await Node.StartAsync();

        Assert.Equal("execution reverted: Multicall3: call failed", await node.RefusalAsync(Multicall, TryAggregate(node, true, Node.Calldata("nothing()"))));
    }

    [Fact]
    public async Task Failed_call_of_a_batch_leaves_no_trace()
    {
        await using var node = await Node.StartAsync();
        SignedCall good = new() { Chain = node.Chain };

        var receipt = await node.SendAsync(DevAccounts.Facilitator, TryAggregate(node, false, good.Split(), good.Split(), (good with { Value = 9, Nonce = 8 }).Split()), Multicall);

        Assert.Equal(10_009UL, node.Chain.BalanceOf(DevAccounts.Seller.Address));
        Assert.Equal(4, receipt.GetProperty("logs").GetArrayLength());
    }

    [Fact]
    public async Task Batch_within_itself_without_end_is_stopped()
    {
        await using var node = await Node.StartAsync();
        var data = TryAggregate(node, false, []);
        for (var depth = 0; depth < 100; depth++)
            data = Batch(false, Multicall, data);

        Assert.Equal("", await node.RefusalAsync(Multicall, data));
    }

    private static byte[] TryAggregate(Node node, bool required, params byte[][] calls) => Batch(required, node.Chain.Usdc, calls);

    private static byte[] Batch(bool required, Address target, params byte[][] calls) => Node.Calldata(
        "tryAggregate(bool,(address,bytes)[])", AbiOutput.Bool(required), Node.Word(64UL),
        AbiOutput.Array([.. calls.Select(call => (byte[])[.. Node.Word(target), .. Node.Word(64UL), .. AbiOutput.Bytes(call)])]));
}
