using System.Text.Json;

namespace X402.Testing.Tests;

public sealed class FaultTests
{
    private static readonly DevAccount Sender = DevAccounts.Facilitator;

    [Fact]
    public async Task Failure_comes_once_and_nothing_is_run()
    {
        await using var node = await Node.StartAsync();
        var raw = new Transfer { To = DevAccounts.Seller.Address }.Sign(Sender);
        node.Chain.FailNext("eth_sendRawTransaction", "over capacity", -32005);

        Assert.Equal(-32005, (await node.SubmitAsync(raw)).GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(0UL, node.Chain.BlockNumber);
        Assert.True((await node.SubmitAsync(raw)).TryGetProperty("result", out _));
        Assert.Equal(2, node.Chain.RequestCount("eth_sendRawTransaction"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dropped_response_leaves_the_transaction_mined(bool socket)
    {
        await using var node = await Node.StartAsync();
        var raw = Evm.Hex.Encode(new Transfer { To = DevAccounts.Seller.Address }.Sign(Sender));
        node.Chain.DropNextResponse();
        using HttpClient http = socket ? new() : new(node.Chain.CreateHandler());
        using StringContent body = new($$"""{"id":1,"method":"eth_sendRawTransaction","params":["{{raw}}"]}""");

        await Assert.ThrowsAsync<HttpRequestException>(() => http.PostAsync(node.Chain.RpcUrl, body, Node.Cancel));

        Assert.Equal(1UL, node.Chain.BlockNumber);
    }

    [Fact]
    public async Task Held_receipt_appears_when_it_is_released()
    {
        await using var node = await Node.StartAsync();
        JsonElement sent;
        using (node.Chain.HoldReceipts())
        {
            sent = await node.SubmitAsync(new Transfer { To = DevAccounts.Seller.Address }.Sign(Sender));
            Assert.Equal(JsonValueKind.Null, (await node.ReceiptAsync(sent)).ValueKind);
        }

        Assert.Equal("0x1", (await node.ReceiptAsync(sent)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Paused_mining_goes_on_when_it_is_released()
    {
        await using var node = await Node.StartAsync();
        var pause = node.Chain.PauseMining();
        var sent = await node.SubmitAsync(new Transfer { To = DevAccounts.Seller.Address }.Sign(Sender));
        Assert.Equal(0UL, node.Chain.BlockNumber);

        pause.Dispose();
        pause.Dispose();

        Assert.Equal("0x1", (await node.ReceiptAsync(sent)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Next_block_has_the_time_that_was_set()
    {
        await using var node = await Node.StartAsync();
        var later = node.Time.GetUtcNow().AddHours(1);
        node.Chain.SetNextBlockTime(later);

        node.Chain.Mine();
        node.Chain.Mine();

        Assert.Equal((2UL, later), (node.Chain.BlockNumber, node.Chain.BlockTime));
        Assert.Throws<ArgumentOutOfRangeException>(() => node.Chain.SetNextBlockTime(later.AddSeconds(-1)));
    }
}
