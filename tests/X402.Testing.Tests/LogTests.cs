using X402.Evm;

namespace X402.Testing.Tests;

public sealed class LogTests
{
    private const string TransferTopic = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

    [Fact]
    public async Task Logs_are_found_by_address_topics_and_blocks()
    {
        await using var node = await Node.StartAsync();
        for (byte nonce = 1; nonce <= 3; nonce++)
            await node.SendAsync(DevAccounts.Facilitator, new SignedCall { Chain = node.Chain, Nonce = nonce }.Split());
        var seller = Hex.Encode(Node.Word(DevAccounts.Seller.Address));

        Assert.Equal(6, await CountAsync(node, """{"fromBlock":"0x0","toBlock":"latest"}"""));
        Assert.Equal(3, await CountAsync(node, $$"""{"fromBlock":"0x0","topics":["{{TransferTopic}}"]}"""));
        Assert.Equal(2, await CountAsync(node, $$"""{"fromBlock":"0x2","address":["{{node.Chain.Usdc}}"],"topics":[["{{TransferTopic}}"],null,"{{seller}}"]}"""));
        Assert.Equal(0, await CountAsync(node, $$"""{"fromBlock":"0x0","topics":[null,"{{seller}}"]}"""));
        Assert.Equal(0, await CountAsync(node, $$"""{"fromBlock":"0x0","address":"{{DevAccounts.Seller}}"}"""));
        Assert.Equal(2, await CountAsync(node, "{}"));
    }

    [Fact]
    public async Task Logs_of_a_block_are_found_by_its_hash()
    {
        await using var node = await Node.StartAsync();
        var receipt = await node.SendAsync(DevAccounts.Facilitator, new SignedCall { Chain = node.Chain }.Split());
        node.Chain.Mine();

        Assert.Equal(2, await CountAsync(node, $$"""{"blockHash":"{{receipt.GetProperty("blockHash").GetString()}}"}"""));
    }

    private static async Task<int> CountAsync(Node node, string filter) => (await node.ResultAsync("eth_getLogs", filter)).GetArrayLength();
}
