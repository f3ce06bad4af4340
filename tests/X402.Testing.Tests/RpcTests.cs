using System.Text;
using System.Text.Json;
using X402.Evm;
using X402.Testing.Contracts;

namespace X402.Testing.Tests;

public sealed class RpcTests
{
    [Theory]
    [InlineData("eth_chainId", "", "0x14a34")]
    [InlineData("net_version", "", "84532")]
    [InlineData("eth_blockNumber", "", "0x0")]
    [InlineData("eth_gasPrice", "", "0x3baa0c40")]
    [InlineData("eth_maxPriorityFeePerGas", "", "0xf4240")]
    [InlineData("eth_getBalance", "\"0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266\",\"latest\"", "0x21e19e0c9bab2400000")]
    [InlineData("eth_getCode", "\"0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266\",\"latest\"", "0x")]
    public async Task Method_answers(string method, string parameters, string expected)
    {
        await using var node = await Node.StartAsync();

        Assert.Equal(expected, (await node.ResultAsync(method, parameters)).GetString());
    }

    [Fact]
    public async Task Token_and_multicall_have_code()
    {
        await using var node = await Node.StartAsync();

        foreach (var address in new[] { node.Chain.Usdc, Address.Parse("0xcA11bde05977b3631167028862bE2a173976CA11") })
            Assert.StartsWith("0xfe", (await node.ResultAsync("eth_getCode", $"\"{address}\",\"latest\"")).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revert_is_error_3_with_the_reason_as_data()
    {
        await using var node = await Node.StartAsync();
        var data = Hex.Encode(Node.Calldata("transfer(address,uint256)", Node.Word(DevAccounts.Seller.Address), Node.Word(1UL)));

        var error = (await node.AskAsync("eth_call", $$"""{"to":"{{node.Chain.Usdc}}","from":"{{DevAccounts.Seller}}","data":"{{data}}"},"latest" """)).GetProperty("error");

        Assert.Equal(3, error.GetProperty("code").GetInt32());
        Assert.Equal("execution reverted: ERC20: transfer amount exceeds balance", error.GetProperty("message").GetString());
        Assert.Equal(AbiOutput.Error("ERC20: transfer amount exceeds balance"), Node.Bytes(error.GetProperty("data")));
    }

    [Theory]
    [InlineData("{", -32700)]
    [InlineData("", -32700)]
    [InlineData("1", -32600)]
    [InlineData("[]", -32600)]
    [InlineData("{\"id\":1}", -32600)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_mining\"}", -32601)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getBalance\"}", -32602)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getBalance\",\"params\":[\"0x12\"]}", -32602)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getBlockByNumber\",\"params\":[\"soon\"]}", -32602)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_call\",\"params\":[{\"to\":7}]}", -32602)]
    public async Task Bad_request_has_the_code_of_its_fault(string body, int code)
    {
        await using var node = await Node.StartAsync();

        var (status, answer) = await node.PostAsync(body);

        Assert.Equal((200, code), (status, JsonElement.Parse(answer).GetProperty("error").GetProperty("code").GetInt32()));
    }

    [Fact]
    public async Task Body_that_is_spoiled_is_answered_all_the_same()
    {
        await using var node = await Node.StartAsync();
        var call = Encoding.ASCII.GetBytes(
            $$"""{"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"{{node.Chain.Usdc}}","data":"0x70a08231"},"latest"]}""");
        SeededBytes random = new(2);

        for (var i = 0; i < 500; i++)
        {
            byte[] spoiled = [.. call];
            spoiled[random.NextInt32(spoiled.Length)] = (byte)random.NextInt32(128);
            var (status, _) = await node.PostAsync(Encoding.ASCII.GetString(spoiled));
            Assert.Equal(200, status);
        }
    }

    [Fact]
    public async Task Batch_is_answered_in_order_and_notifications_are_not()
    {
        await using var node = await Node.StartAsync();

        var (_, body) = await node.PostAsync(
            """[{"id":"a","method":"eth_chainId"},{"method":"eth_chainId"},{"id":2,"method":"nope"},{"id":3,"method":"eth_blockNumber","params":[]}]""");

        var answers = JsonElement.Parse(body).EnumerateArray().ToArray();
        Assert.Equal(["a", "2", "3"], answers.Select(answer => answer.GetProperty("id").ToString()));
        Assert.Equal(-32601, answers[1].GetProperty("error").GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_that_is_too_long_is_413(bool socket)
    {
        await using var chain = await DevChain.StartAsync(options => options.MaxRequestBytes = 1000, Node.Cancel);
        using HttpClient http = socket ? new() : new(chain.CreateHandler());

        using var response = await http.PostAsync(chain.RpcUrl, new ByteArrayContent(new byte[1001]), Node.Cancel);

        Assert.Equal(413, (int)response.StatusCode);
    }

    [Fact]
    public async Task Listener_answers_as_the_handler_does()
    {
        await using var chain = await DevChain.StartAsync(cancellationToken: Node.Cancel);
        using HttpClient http = new();

        using var response = await http.PostAsync(
            chain.RpcUrl, new StringContent("""{"jsonrpc":"2.0","id":9,"method":"eth_chainId"}""", Encoding.UTF8, "application/json"), Node.Cancel);

        Assert.True(chain.RpcUrl.IsLoopback);
        Assert.Equal("""{"jsonrpc":"2.0","id":9,"result":"0x14a34"}""", await response.Content.ReadAsStringAsync(Node.Cancel));
    }

    [Fact]
    public async Task Get_is_not_allowed()
    {
        await using var chain = await DevChain.StartAsync(cancellationToken: Node.Cancel);
        using HttpClient http = new();

        using var response = await http.GetAsync(chain.RpcUrl, Node.Cancel);

        Assert.Equal(405, (int)response.StatusCode);
    }

    [Fact]
    public async Task Block_holds_its_transaction()
    {
        await using var node = await Node.StartAsync();
        var receipt = await node.SendAsync(DevAccounts.Facilitator, new SignedCall { Chain = node.Chain }.Split());

        var block = await node.ResultAsync("eth_getBlockByNumber", "\"latest\",true");

        Assert.Equal(receipt.GetProperty("blockHash").GetString(), block.GetProperty("hash").GetString());
        var transaction = Assert.Single(block.GetProperty("transactions").EnumerateArray());
        Assert.Equal(receipt.GetProperty("transactionHash").GetString(), transaction.GetProperty("hash").GetString());
        Assert.Equal("0x2", transaction.GetProperty("type").GetString());
        Assert.Equal(node.Now, Node.ToNumber(block.GetProperty("timestamp")));
    }

    [Fact]
    public async Task Old_blocks_can_be_asked()
    {
        await using var node = await Node.StartAsync();
        var before = await node.ResultAsync("eth_getBalance", $"\"{DevAccounts.Facilitator}\",\"0x0\"");
        await node.SendAsync(DevAccounts.Facilitator, new SignedCall { Chain = node.Chain }.Split());

        Assert.Equal(before.GetString(), (await node.ResultAsync("eth_getBalance", $"\"{DevAccounts.Facilitator}\",\"0x0\"")).GetString());
        Assert.NotEqual(before.GetString(), (await node.ResultAsync("eth_getBalance", $"\"{DevAccounts.Facilitator}\",\"latest\"")).GetString());
        Assert.Equal("header not found", (await node.AskAsync("eth_getBalance", $"\"{DevAccounts.Facilitator}\",\"0x9\"")).GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task Fee_history_has_one_base_fee_more_than_blocks()
    {
        await using var node = await Node.StartAsync();
        node.Chain.Mine();

        var history = await node.ResultAsync("eth_feeHistory", "\"0x4\",\"latest\",[10,50]");

        Assert.Equal("0x0", history.GetProperty("oldestBlock").GetString());
        Assert.Equal(3, history.GetProperty("baseFeePerGas").GetArrayLength());
        Assert.Equal(2, history.GetProperty("reward")[1].GetArrayLength());
    }
}
