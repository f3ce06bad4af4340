namespace X402.Interop.Tests;

/// <summary>The strangers among themselves: when these fail, no other result here means anything.</summary>
public sealed class ReferencePeersTests(AnvilFixture anvil)
{
    [Fact]
    public async Task Reference_pays_reference_on_anvil()
    {
        var payee = AnvilFixture.NewPayee();
        await using var server = await AnvilFixture.ReferenceServerAsync(anvil.Facilitator.Url, payee);
        var before = await anvil.BalanceOfAsync(anvil.Account("buyer"));

        var run = await AnvilFixture.ReferenceClientAsync($"{server.Url}/exact/evm/eip3009", count: 2);

        run.MustSucceed();
        Assert.Equal(2000, await anvil.BalanceOfAsync(payee));
        Assert.Equal(before - 2000, await anvil.BalanceOfAsync(anvil.Account("buyer")));
    }

    [Fact]
    public async Task Reference_payer_without_tokens_is_refused_on_anvil()
    {
        var payee = AnvilFixture.NewPayee();
        await using var server = await AnvilFixture.ReferenceServerAsync(anvil.Facilitator.Url, payee);

        var run = await AnvilFixture.ReferenceClientAsync(
            $"{server.Url}/exact/evm/eip3009", 1, "--key", anvil.Key("withoutTokens"), "--expect", "402");

        run.MustSucceed();
        Assert.Equal("invalid_exact_evm_insufficient_balance", run.Lines[0].GetProperty("required").GetProperty("error").GetString());
        Assert.Equal(0, await anvil.BalanceOfAsync(payee));
    }

    [Theory]
    [InlineData("v1/client-v1.mjs")]
    [InlineData("client.mjs")]
    public async Task Reference_pays_reference_by_v1_on_anvil(string client)
    {
        PeersWorkspace.Demand("v1");
        var payee = AnvilFixture.NewPayee();
        var cancellation = TestContext.Current.CancellationToken;
        await using var server = await PeerProcess.StartAsync(
            "v1/server-v1.mjs", ["--facilitator", anvil.Facilitator.Url, "--pay-to", payee], cancellation);

        var run = await PeerProcess.RunAsync(client, ["--url", $"{server.Url}/v1/evm"], cancellation);

        run.MustSucceed();
        Assert.Equal(1000, await anvil.BalanceOfAsync(payee));
    }

    [Fact]
    public async Task Peer_that_cannot_start_is_reported_with_what_it_said()
    {
        _ = anvil.Chain;

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => PeerProcess.StartAsync(
            "server.mjs", ["--no-such-flag"], TestContext.Current.CancellationToken));

        Assert.Contains("no-such-flag", problem.Message, StringComparison.Ordinal);
    }
}
