using Microsoft.Extensions.Logging.Abstractions;
using X402.Evm;

namespace X402.Facilitator.Tests;

public sealed class LocalFacilitatorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_of_an_unknown_network_is_refused_with_the_references_text()
    {
        var answer = await Of(new FakeScheme("eip155:8453")).VerifyAsync(Samples.Current(), Token);

        Assert.False(answer.IsValid);
        Assert.Equal(ErrorCodes.UnsupportedScheme, answer.InvalidReason);
        Assert.Equal("No facilitator registered for scheme: exact and network: eip155:84532", answer.InvalidMessage);
    }

    [Fact]
    public async Task Settle_of_an_unknown_version_is_refused_with_the_references_text()
    {
        var request = new FacilitatorRequest
        {
            PaymentPayload = new() { X402Version = 3, Payload = Samples.Authorization }, PaymentRequirements = Samples.Requirements(),
        };

        var answer = await Of(new FakeScheme()).SettleAsync(request, Token);

        Assert.Equal(("", ErrorCodes.InvalidX402Version), (answer.Transaction, answer.ErrorReason));
        Assert.Equal("No facilitator registered for x402 version: 3", answer.ErrorMessage);
    }

    [Fact]
    public async Task Settle_of_a_v1_payment_answers_with_the_v1_name()
    {
        var answer = await Of(new FakeScheme()).SettleAsync(Samples.Old(), Token);

        Assert.Equal((true, "base-sepolia"), (answer.Success, answer.Network));
    }

    [Fact]
    public async Task Verify_on_a_broken_chain_is_unavailable()
    {
        var scheme = new FakeScheme { Verify = _ => throw new ChainUnavailableException("eth_call: no answer") };

        await Assert.ThrowsAsync<FacilitatorUnavailableException>(async () => await Of(scheme).VerifyAsync(Samples.Current(), Token));
    }

    [Fact]
    public async Task Supported_lists_both_versions_where_a_v1_name_exists_and_each_signer_once()
    {
        var answer = await Of(new FakeScheme(), new FakeScheme("eip155:42161")).GetSupportedAsync(Token);

        Assert.Equal(
            [(2, "eip155:84532"), (2, "eip155:42161"), (1, "base-sepolia")], answer.Kinds.Select(kind => (kind.X402Version, kind.Network)));
        Assert.Equal(["0x2096"], answer.Signers!["eip155:*"]);
    }

    private static LocalFacilitator Of(params ISchemeFacilitator[] schemes) => new(schemes, NullLogger<LocalFacilitator>.Instance);
}
