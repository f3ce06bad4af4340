using Microsoft.Extensions.DependencyInjection.Extensions;
using X402.AspNetCore.Tests.Support;
using X402.Schemes;
using X402.Testing;

namespace X402.AspNetCore.Tests;

/// <summary>The whole path in one process: a shop, its own facilitator and a chain whose balances are looked at.</summary>
public sealed class EmbeddedFacilitatorTests
{
    private static readonly EvmSigner Wallet = EvmSigner.FromPrivateKey(DevAccounts.Buyer.PrivateKey);

    private static Task<Shop> OpenAsync(DevChain chain) => Shop.OpenAsync(
        (app, shop) => app.MapGet("/w/{status:int}", (int status) => Results.Text(shop.Handle(), statusCode: status)).RequirePayment("$0.01"),
        build: builder =>
        {
            builder.Environment.EnvironmentName = "Development";
            builder.Services.RemoveAll<IFacilitator>();
            builder.Services.AddX402Facilitator().AddEvm(chain.Network.ToString(), chain.RpcUrl.ToString(), EvmSigner.FromPrivateKey(DevAccounts.Facilitator.PrivateKey));
        });

    private static async Task<string> PayAsync(Shop shop, DevChain chain, string path)
    {
        using var refused = await shop.GetAsync(path);
        var offer = Buyer.Quote(refused).Accepts[0];
        var payment = await Wallet.SignAsync(new SignPaymentRequest
        {
            Requirements = offer, Asset = chain.Asset, Now = chain.BlockTime, Lifetime = TimeSpan.FromSeconds(120),
        }, TestContext.Current.CancellationToken);
        return PaymentHeaderCodec.Encode(new PaymentPayload { Accepted = offer, Payload = payment.Payload });
    }

    [Fact]
    public async Task Fifty_copies_of_a_payment_move_the_money_once()
    {
        await using var chain = await DevChain.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        chain.Mint(Wallet.Address, 1_000_000);
        var receiver = Evm.Address.Parse(Shop.Receiver);
        var before = chain.BalanceOf(Wallet.Address);
        await using var shop = await OpenAsync(chain);
        var payment = await PayAsync(shop, chain, "/w/200");
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => shop.GetAsync("/w/200", payment)));

        var served = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(66, Buyer.Receipt(served).Transaction.Length);
        Assert.Equal((1, (UInt256)10_000, (UInt256)10_000), (shop.Handled, chain.BalanceOf(receiver), before - chain.BalanceOf(Wallet.Address)));
        foreach (var answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task Failed_answer_moves_nothing()
    {
        await using var chain = await DevChain.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        chain.Mint(Wallet.Address, 1_000_000);
        await using var shop = await OpenAsync(chain);
        using var failed = await shop.GetAsync("/w/503", await PayAsync(shop, chain, "/w/503"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        Assert.Equal((1, UInt256.Zero), (shop.Handled, chain.BalanceOf(Evm.Address.Parse(Shop.Receiver))));
    }

    [Fact]
    public async Task Payment_of_an_empty_wallet_is_refused_before_the_handler_runs()
    {
        await using var chain = await DevChain.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var shop = await OpenAsync(chain);
        using var refused = await shop.GetAsync("/w/200", await PayAsync(shop, chain, "/w/200"));

        Assert.Equal((HttpStatusCode.PaymentRequired, ErrorCodes.ExactEvmInsufficientBalance), (refused.StatusCode, Buyer.Quote(refused).Error));
        Assert.Equal(0, shop.Handled);
    }
}
