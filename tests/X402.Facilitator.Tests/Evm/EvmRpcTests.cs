using System.Net;
using X402.Evm;
using X402.Testing;

namespace X402.Facilitator.Tests.Evm;

public sealed class EvmRpcTests
{
    private const string Reason = "0x08c379a0" + "0000000000000000000000000000000000000000000000000000000000000020"
        + "0000000000000000000000000000000000000000000000000000000000000008" + "7573656420757021000000000000000000000000000000000000000000000000";

    private static readonly Address Somebody = Address.Parse("0x209693Bc6afc0C5328bA36FaF03C514EF312287C");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chain_id_and_code_come_from_a_ledger()
    {
        await using var chain = await DevChain.StartAsync(cancellationToken: Token);
        using var http = new HttpClient();
        var rpc = new EvmRpc(chain.Network, chain.RpcUrl, http);

        Assert.Equal(chain.Network, await rpc.GetChainIdAsync(Token));
        Assert.False((await rpc.GetCodeAsync(chain.Usdc, Token)).IsEmpty);
        Assert.True((await rpc.GetCodeAsync(Somebody, Token)).IsEmpty);
    }

    [Fact]
    public async Task Call_that_reverts_is_a_result_with_the_contracts_reason()
    {
        var node = new StubNode().On("eth_call", $$"""!{"code":3,"message":"execution reverted","data":"{{Reason}}"}""");

        var result = await For(node).CallAsync(Somebody, default, Token);

        Assert.Equal((false, "used up!"), (result.Success, result.RevertMessage));
    }

    [Theory]
    [InlineData("""!{"code":-32000,"message":"execution reverted: FiatTokenV2: invalid signature"}""")]
    [InlineData("""!{"code":-32015,"message":"VM execution error","data":"Reverted 0x12"}""")]
    [InlineData("""!{"code":-32603,"message":"x","data":{"data":"0x1234","message":"y"}}""")]
    public async Task Call_that_reverts_in_another_nodes_words_is_a_result(string answer) =>
        Assert.False((await For(new StubNode().On("eth_call", answer)).CallAsync(Somebody, default, Token)).Success);

    [Theory]
    [InlineData("""!{"code":-32005,"message":"rate limit exceeded"}""")]
    [InlineData("""!{"code":-32601,"message":"the method does not exist"}""")]
    [InlineData("""!"text" """)]
    [InlineData("17")]
    [InlineData("\"0x1\"")]
    [InlineData("null")]
    public async Task Call_that_the_node_did_not_run_is_unavailable(string answer) =>
        await Assert.ThrowsAsync<ChainUnavailableException>(
            async () => await For(new StubNode().On("eth_call", answer)).CallAsync(Somebody, default, Token));

    [Theory]
    [InlineData(200, """{"jsonrpc":"2.0","id":99,"result":"0x1"}""")]
    [InlineData(200, "<html>")]
    [InlineData(200, "[]")]
    [InlineData(429, """{"jsonrpc":"2.0","id":1,"error":{"code":3,"message":"execution reverted"}}""")]
    [InlineData(500, """{"jsonrpc":"2.0","id":1,"result":"0x1"}""")]
    public async Task Answer_that_is_not_ours_is_unavailable_and_shows_no_key(int status, string body)
    {
        using var http = new HttpClient(new Fixed((HttpStatusCode)status, body));
        var rpc = new EvmRpc(ChainId.Evm(1), new("https://user:SECRET@node.example/v2/SECRET?key=SECRET"), http);

        var error = await Assert.ThrowsAsync<ChainUnavailableException>(async () => await rpc.GetChainIdAsync(Token));

        Assert.Contains("https://node.example", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_above_the_cap_is_unavailable()
    {
        using var http = new HttpClient(new Fixed(HttpStatusCode.OK, new string(' ', 2000)));
        var rpc = new EvmRpc(ChainId.Evm(1), new("http://node.example"), http, new() { MaxResponseBytes = 1024 });

        var error = await Assert.ThrowsAsync<ChainUnavailableException>(async () => await rpc.GetChainIdAsync(Token));

        Assert.Contains("longer than 1024 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_that_hangs_is_unavailable_and_a_cancelled_call_cancelled()
    {
        await using var server = await LoopbackServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var http = new HttpClient();
        var rpc = new EvmRpc(ChainId.Evm(1), new(server.Url), http, new() { Timeout = TimeSpan.FromMilliseconds(50) });

        await Assert.ThrowsAsync<ChainUnavailableException>(async () => await rpc.GetChainIdAsync(Token));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await rpc.GetChainIdAsync(cancelled.Token));
    }

    internal static EvmRpc For(StubNode node, string network = Samples.Network) =>
        new(ChainId.Parse(network), new("http://node.example"), new HttpClient(node));

    private sealed class Fixed(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) });
    }
}
