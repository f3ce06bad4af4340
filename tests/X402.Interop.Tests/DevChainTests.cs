using X402.Evm;
using X402.Testing;

namespace X402.Interop.Tests;

/// <summary>DevChain judged by viem and by the reference SDKs: what they take for a chain, our tests may.</summary>
public sealed class DevChainTests
{
    private static readonly Address Wallet = Address.Parse("0x4021000000000000000000000000000000000002");

    [Fact]
    public async Task Token_of_DevChain_passes_every_check_of_the_token_on_anvil()
    {
        PeersWorkspace.Demand();
        await using var chain = await StartAsync();
        var owner = DevAccounts.All[3];
        chain.DeployWallet(Wallet, owner.Address);
        chain.Mint(Wallet, 1_000_000);
        var facts = $$"""
            {
                "rpcUrl": "{{chain.RpcUrl}}", "chainId": {{chain.ChainId}}, "tokenName": "USDC", "tokenVersion": "2",
                "accounts": { "buyer": "{{DevAccounts.Buyer}}", "payee": "{{DevAccounts.Seller}}" },
                "addresses": { "token": "{{chain.Usdc}}", "wallet": "{{Wallet}}" },
                "keys": {
                    "facilitator": "{{DevAccounts.Facilitator.PrivateKey}}", "buyer": "{{DevAccounts.Buyer.PrivateKey}}",
                    "payee": "{{DevAccounts.Seller.PrivateKey}}", "walletOwner": "{{owner.PrivateKey}}"
                }
            }
            """;

        var run = await PeerProcess.RunAsync("check-token.mjs", ["--chain-facts", facts], TestContext.Current.CancellationToken);

        run.MustSucceed();
        Assert.InRange(run.Lines[^1].GetProperty("checks").GetInt32(), 80, int.MaxValue);
    }

    [Fact]
    public async Task Reference_pays_reference_on_DevChain()
    {
        PeersWorkspace.Demand();
        await using var chain = await StartAsync();
        var cancellation = TestContext.Current.CancellationToken;
        await using var facilitator = await PeerProcess.StartAsync("facilitator.mjs", ["--rpc", chain.RpcUrl.ToString()], cancellation);
        await using var server = await AnvilFixture.ReferenceServerAsync(facilitator.Url, DevAccounts.Seller.Address.ToString());

        var run = await AnvilFixture.ReferenceClientAsync($"{server.Url}/exact/evm/eip3009", count: 2);

        run.MustSucceed();
        Assert.Equal(2000UL, chain.BalanceOf(DevAccounts.Seller.Address));
    }

    [Fact]
    public async Task Reference_facilitator_finds_the_reason_on_DevChain()
    {
        PeersWorkspace.Demand();
        await using var chain = await StartAsync();
        var cancellation = TestContext.Current.CancellationToken;
        await using var facilitator = await PeerProcess.StartAsync("facilitator.mjs", ["--rpc", chain.RpcUrl.ToString()], cancellation);
        await using var server = await AnvilFixture.ReferenceServerAsync(facilitator.Url, DevAccounts.Seller.Address.ToString());

        var run = await AnvilFixture.ReferenceClientAsync(
            $"{server.Url}/exact/evm/eip3009", 1, "--key", DevAccounts.All[6].PrivateKey, "--expect", "402");

        run.MustSucceed();
        Assert.Equal("invalid_exact_evm_insufficient_balance", run.Lines[0].GetProperty("required").GetProperty("error").GetString());
    }

    private static async Task<DevChain> StartAsync()
    {
        var chain = await DevChain.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        chain.Mint(DevAccounts.Buyer.Address, 1_000_000_000);
        return chain;
    }
}
