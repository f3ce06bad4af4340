using Snippets.Programs;
using X402.Testing;

namespace Snippets;

/// <summary>The programs that the README promises, run as they stand there: a real signature, a real transfer, on a chain in this process.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task Programs_of_the_readme_sell_buy_and_settle()
    {
        Environment.SetEnvironmentVariable("X402_KEY", DevAccounts.Buyer.PrivateKey);
        await using var market = await Market.OpenAsync();
        var server = await market.StartAsync(Sell.Quick(Market.NewBuilder(), market.FacilitatorUrl));

        var answer = await Buy.QuickAsync(server + "/weather");

        Assert.Equal(("sunny", "10000"), (answer, market.Earned));
    }
}
