using X402;
using X402.Testing;

namespace Snippets.Programs;

/// <summary>The test of docs/testing.md.</summary>
internal static class Offline
{
    public static async Task SellOfflineAsync(WebApplicationBuilder builder)
    {
        #region offline
        await using var chain = await DevChain.StartAsync();               // Base Sepolia as far as anybody can tell
        chain.Mint(DevAccounts.Buyer.Address, 1_000_000);                  // 1 USDC
        builder.Services.AddX402Facilitator().AddEvm(chain.Network.ToString(), chain.RpcUrl.ToString(), EvmSigner.FromPrivateKey(DevAccounts.Facilitator.PrivateKey));
        // … pay, then look at the chain
        #region omitted
        builder.Services.AddX402(o => o.PayTo(chain.Network.ToString(), DevAccounts.Seller.Address.ToString()));
        await using var app = builder.Build();
        app.MapGet("/weather", () => "sunny").RequirePayment("$0.01");
        await app.StartAsync();
        using var http = X402Http.Create(EvmSigner.FromPrivateKey(DevAccounts.Buyer.PrivateKey), SpendPolicy.PerRequest("$0.10"));
        await http.GetStringAsync(app.Urls.First() + "/weather");
        #endregion
        Assert.Equal<UInt256>(10_000, chain.BalanceOf(DevAccounts.Seller.Address));
        #endregion
    }
}
