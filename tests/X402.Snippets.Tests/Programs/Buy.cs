using X402;

namespace Snippets.Programs;

/// <summary>Clients of the pages.</summary>
internal static class Buy
{
    public static async Task<string> QuickAsync(string weatherUrl)
    {
        #region buy-and-print
        #region buy
        using var http = X402Http.Create(EvmSigner.FromEnvironment("X402_KEY"), SpendPolicy.PerRequest("$0.10").PerDay("$5"));
        var answer = await http.GetStringAsync(weatherUrl);
        #endregion
        Console.WriteLine(answer);
        #endregion
        return answer;
    }

    public static void Named(IServiceCollection services, EvmSigner signer)
    {
        #region buy-with-factory
        services.AddHttpClient("buyer").AddX402Payment(signer, SpendPolicy.PerRequest("$0.10").PerDay("$5"));
        #endregion
    }
}
