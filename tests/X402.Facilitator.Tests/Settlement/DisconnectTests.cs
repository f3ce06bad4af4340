using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using X402.Evm;
using X402.Testing;

namespace X402.Facilitator.Tests.Settlement;

public sealed class DisconnectTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Client_that_hangs_up_does_not_cancel_the_settlement_and_the_stopping_host_waits_for_it()
    {
        await using var chain = await DevChain.StartAsync(cancellationToken: Token);
        chain.Mint(DevAccounts.Buyer.Address, 10_000);
        var requirements = RequirementsBuilder.For(chain).Build();
        var body = Samples.Body(new() { PaymentPayload = new PaymentBuilder(requirements).Build(), PaymentRequirements = requirements });
        using var http = new HttpClient();
        using var hangUp = new CancellationTokenSource();
        var server = await LoopbackServer.StartAsync(
            services => services.AddX402Facilitator().AddEvm(
                chain.Network.ToString(), chain.RpcUrl.ToString(), EvmSigner.FromPrivateKey(DevAccounts.Facilitator.PrivateKey)),
            app => app.MapX402Facilitator());
        Task stopping;
        using (chain.PauseMining())
        {
            var call = http.PostAsync(new Uri(server.Url + "/settle"), new StringContent(body), hangUp.Token);
            await SettlementTests.Until(() => chain.RequestCount("eth_getTransactionReceipt") > 0);
            await hangUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
            stopping = server.StopAsync();
        }

        await stopping;

        Assert.Equal("10000", chain.BalanceOf(DevAccounts.Seller.Address).ToString());
        Assert.Equal(1, chain.RequestCount("eth_sendRawTransaction"));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Signer_that_fails_is_unavailable_and_leaves_no_gap()
    {
        await using var chain = await DevChain.StartAsync(cancellationToken: Token);
        chain.Mint(DevAccounts.Buyer.Address, 10_000);
        var key = EvmSigner.FromPrivateKey(DevAccounts.Facilitator.PrivateKey);
        var broken = true;
        var services = new ServiceCollection();
        services.AddX402Facilitator().AddEvm(chain.Network.ToString(), chain.RpcUrl.ToString(), EvmSigner.FromDelegate(
            key.Address, (digest, token) => broken ? throw new TimeoutException("KMS") : key.SignAsync(digest, token)));
        await using var provider = services.BuildServiceProvider();
        var facilitator = provider.GetRequiredService<LocalFacilitator>();
        var requirements = RequirementsBuilder.For(chain).Build();
        var request = new FacilitatorRequest { PaymentPayload = new PaymentBuilder(requirements).Build(), PaymentRequirements = requirements };

        await Assert.ThrowsAsync<FacilitatorUnavailableException>(async () => await facilitator.SettleAsync(request, Token));
        broken = false;

        Assert.True((await facilitator.SettleAsync(request, Token)).Success);
    }
}
