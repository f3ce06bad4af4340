using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using X402.Interop.Tests;

[assembly: AssemblyFixture(typeof(AnvilFixture))]
// One chain for all: what a test reads before and after must not be moved by another test.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace X402.Interop.Tests;

/// <summary>The test chain and the reference facilitator on it, started once for the whole assembly.</summary>
public sealed class AnvilFixture : IAsyncLifetime
{
    private PeerProcess? chain;
    private PeerProcess? facilitator;
    private ChainRpc? rpc;

    /// <summary>chain.mjs: its ready line has all that is on the chain. Skips or fails the test where node cannot run.</summary>
    public PeerProcess Chain => Started(chain);

    /// <summary>facilitator.mjs on that chain, settling from the account `facilitator`.</summary>
    public PeerProcess Facilitator => Started(facilitator);

    /// <summary>JSON-RPC to the chain, for judging.</summary>
    public ChainRpc Rpc => Started(rpc);

    /// <summary>The chain's JSON-RPC endpoint.</summary>
    public string RpcUrl => Fact("rpcUrl");

    /// <summary>The chain's CAIP-2 name.</summary>
    public string Network => Fact("network");

    /// <summary>The token at the address where the chain of this name has USDC.</summary>
    public string Token => Address("token");

    /// <summary>A fresh payee, whom nobody has paid yet.</summary>
    public static string NewPayee() => $"0x{RandomNumberGenerator.GetHexString(40, lowercase: true)}";

    /// <summary>A contract on the chain: token, multicall3, permit2, walletFactory, wallet, undeployedWallet.</summary>
    public string Address(string name) => Chain.Ready.GetProperty("addresses").GetProperty(name).GetString()!;

    /// <summary>An account with ether: facilitator, buyer, payee, walletOwner, ourFacilitator, secondBuyer, withoutTokens.</summary>
    public string Account(string role) => Chain.Ready.GetProperty("accounts").GetProperty(role).GetString()!;

    /// <summary>The private key of that account; public knowledge.</summary>
    public string Key(string role) => Chain.Ready.GetProperty("keys").GetProperty(role).GetString()!;

    /// <summary>What the holder has of the token, in atomic units.</summary>
    public Task<BigInteger> BalanceOfAsync(string holder) =>
        Rpc.BalanceOfAsync(Token, holder, TestContext.Current.CancellationToken);

    /// <summary>@x402/express, paid to <paramref name="payTo"/>, asking the facilitator at the URL.</summary>
    public static Task<PeerProcess> ReferenceServerAsync(string facilitatorUrl, string payTo) => PeerProcess.StartAsync(
        "server.mjs", ["--facilitator", facilitatorUrl, "--pay-to", payTo], TestContext.Current.CancellationToken);

    /// <summary>@x402/fetch, paying from the account `buyer`: <paramref name="count"/> requests, one after another.</summary>
    public static Task<PeerRun> ReferenceClientAsync(string url, int count = 1, params string[] more) => PeerProcess.RunAsync(
        "client.mjs",
        ["--url", url, "--count", count.ToString(CultureInfo.InvariantCulture), .. more],
        TestContext.Current.CancellationToken);

    /// <summary>Our e2e facilitator on this chain, which lets undeployed wallets of the given factories pay.</summary>
    public Task<OurProgram> OurFacilitatorAsync(params string[] allowedFactories) => OurProgram.StartAsync(
        "facilitator", ("EVM_PRIVATE_KEY", Key("ourFacilitator")), ("EVM_RPC_URL", RpcUrl), ("EVM_NETWORK", Network),
        ("EVM_ALLOWED_FACTORIES", string.Join(',', allowedFactories)));

    /// <summary>Our e2e server, paid to <paramref name="payTo"/>, asking the facilitator at the URL.</summary>
    public Task<OurProgram> OurServerAsync(string facilitatorUrl, string payTo) => OurProgram.StartAsync(
        "server", ("FACILITATOR_URL", facilitatorUrl), ("EVM_PAYEE_ADDRESS", payTo), ("EVM_NETWORK", Network));

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        // Where node cannot run, the first use of the chain says so, in the test that needs it.
        if (PeersWorkspace.Missing() is not null)
        {
            return;
        }

        var cancellation = TestContext.Current.CancellationToken;
        chain = await PeerProcess.StartAsync("chain.mjs", [], cancellation);
        rpc = new ChainRpc(RpcUrl);
        facilitator = await PeerProcess.StartAsync(
            "facilitator.mjs", ["--rpc", RpcUrl, "--allow-factory", Address("walletFactory")], cancellation);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        rpc?.Dispose();
        foreach (var peer in new[] { facilitator, chain })
        {
            if (peer is not null)
            {
                await peer.DisposeAsync();
            }
        }
    }

    private static T Started<T>(T? part)
        where T : class
    {
        PeersWorkspace.Demand();
        return part ?? throw new InvalidOperationException("The fixture has not been started.");
    }

    private string Fact(string name) => Chain.Ready.GetProperty(name).GetString()!;
}
