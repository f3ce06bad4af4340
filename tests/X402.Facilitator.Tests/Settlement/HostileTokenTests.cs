using System.Text.RegularExpressions;
using X402.Testing;

namespace X402.Facilitator.Tests.Settlement;

/// <summary>Whoever pays names the token, so its code, its gas and its words are a stranger's.</summary>
public sealed class HostileTokenTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("already known")]
    [InlineData("nonce too low")]
    [InlineData("nonce too high")]
    public async Task Words_of_a_contract_are_not_taken_for_the_nodes(string words)
    {
        await using var here = await DevChainFacilitator.StartAsync(options => options.ReceiptTimeout = TimeSpan.FromMilliseconds(50));
        here.Chain.FailNext("eth_sendRawTransaction", $"execution reverted: {words}", 3);

        var refused = await here.Facilitator.SettleAsync(here.Pay(), Token);
        var next = await here.Facilitator.SettleAsync(here.Pay(), Token);

        Assert.Equal((ErrorCodes.ExactEvmTransactionFailed, ""), (refused.ErrorReason, refused.Transaction));
        Assert.True(next.Success, next.ErrorReason);
        Assert.Equal(2, here.Broadcasts);
    }

    [Theory]
    [InlineData("0x1c9c380")]
    [InlineData("0xffffffffffffffff")]
    public async Task Transfer_that_burns_gas_is_refused_before_anything_is_sent(string estimate)
    {
        await using var here = await DevChainFacilitator.StartAsync(options => options.HttpHandler = new Dear(options.HttpHandler!, estimate));

        var answer = await here.Facilitator.SettleAsync(here.Pay(), Token);

        Assert.Equal((ErrorCodes.ExactEvmTransactionFailed, ""), (answer.ErrorReason, answer.Transaction));
        Assert.Equal(0, here.Broadcasts);
    }

    private sealed class Dear(HttpMessageHandler inner, string estimate) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var asked = await request.Content!.ReadAsStringAsync(cancellationToken);
            var response = await base.SendAsync(request, cancellationToken);
            if (!asked.Contains("eth_estimateGas", StringComparison.Ordinal))
                return response;
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            response.Content = new StringContent(Regex.Replace(answer, "\"result\":\"0x[0-9a-f]+\"", $"\"result\":\"{estimate}\""));
            return response;
        }
    }
}
