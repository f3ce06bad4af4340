using System.Text.Json;
using X402.Evm;
using X402.Protocol;
using X402.Schemes.ExactEvm;
using X402.Testing;

namespace X402.Core.Tests.ExactEvm;

public sealed class VerifierTests
{
    private static readonly PaymentRequirements Required = new RequirementsBuilder().Build();
    private static readonly Address Usdc = Address.Parse(Required.Asset);
    private static readonly ManualTimeProvider Time = new();
    private static readonly Dictionary<string, BrokenPayment> Wrong = Payments.Broken(Required, Time.GetUtcNow()).ToDictionary(broken => broken.Name);

    public static TheoryData<string> WrongNames => new(Wrong.Keys);

    [Fact]
    public async Task Verify_of_a_valid_payment_asks_the_chain_thrice()
    {
        var chain = new FakeChain { Contracts = [Usdc] };

        var verdict = await VerifyAsync(chain, Payments.Valid(Required, Time.GetUtcNow()));

        Assert.True(verdict.IsValid, verdict.InvalidMessage);
        Assert.Equal((2, 1), (chain.CodesAsked.Count, chain.Calls.Count));
    }

    [Theory]
    [MemberData(nameof(WrongNames))]
    public async Task Verify_of_a_payment_wrong_in_one_thing_names_it(string name)
    {
        var verdict = await VerifyAsync(new FakeChain { Contracts = [Usdc] }, Wrong[name].Payment);

        Assert.Equal(Wrong[name].ErrorCode, verdict.InvalidReason);
        Assert.NotNull(verdict.InvalidMessage);
    }

    [Theory]
    [MemberData(nameof(WrongNames))]
    public void VerifyOffline_of_a_payment_wrong_in_one_thing_names_it(string name)
    {
        var verdict = Verifier.VerifyOffline(new() { PaymentPayload = Wrong[name].Payment, PaymentRequirements = Required }, Time.GetUtcNow());

        Assert.Equal(Wrong[name].ErrorCode, verdict.InvalidReason);
    }

    [Fact]
    public async Task Verify_on_the_verifier_of_another_chain_is_a_network_mismatch()
    {
        var chain = new FakeChain { ChainId = ChainId.Evm(1), Contracts = [Usdc] };

        Assert.Equal(ErrorCodes.ExactEvmNetworkMismatch, (await VerifyAsync(chain, Payments.Valid(Required, Time.GetUtcNow()))).InvalidReason);
    }

    [Fact]
    public async Task Verify_without_simulation_makes_no_call()
    {
        var chain = new FakeChain { Contracts = [Usdc], Reverts = true };

        var verdict = await VerifyAsync(chain, Payments.Valid(Required, Time.GetUtcNow()), simulate: false);

        Assert.True(verdict.IsValid);
        Assert.Empty(chain.Calls);
    }

    [Fact]
    public async Task Verify_again_within_a_quarter_of_an_hour_does_not_ask_for_the_tokens_code()
    {
        var time = new ManualTimeProvider();
        var chain = new FakeChain { Contracts = [Usdc] };
        var verifier = new Verifier(chain, time, new());
        async Task<int> AskedAfter(TimeSpan pause)
        {
            time.Advance(pause);
            await VerifyAsync(verifier, Payments.Valid(Required, time.GetUtcNow()));
            return chain.CodesAsked.Count(address => address == Usdc);
        }

        Assert.Equal(1, await AskedAfter(TimeSpan.Zero));
        Assert.Equal(1, await AskedAfter(TimeSpan.FromMinutes(14)));
        Assert.Equal(2, await AskedAfter(TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task Verify_does_not_remember_that_a_token_has_no_code()
    {
        var chain = new FakeChain();
        var verifier = new Verifier(chain, Time, new());

        var before = await VerifyAsync(verifier, Payments.Valid(Required, Time.GetUtcNow()));
        chain.Contracts.Add(Usdc);
        var after = await VerifyAsync(verifier, Payments.Valid(Required, Time.GetUtcNow()));

        Assert.Equal(ErrorCodes.AssetNotDeployed, before.InvalidReason);
        Assert.True(after.IsValid);
    }

    [Fact]
    public async Task Verify_with_a_chain_that_cannot_simulate_throws() =>
        await Assert.ThrowsAsync<ChainUnavailableException>(
            () => VerifyAsync(new FakeChain { Contracts = [Usdc], CallsUnavailable = true }, Payments.Valid(Required, Time.GetUtcNow())));

    [Fact]
    public async Task Verify_does_not_tell_the_payer_which_node_is_silent()
    {
        var answer = await VerifyAsync(new FakeChain { Contracts = [Usdc], CodeUnavailable = true }, Payments.Valid(Required, Time.GetUtcNow()));

        Assert.Equal((ErrorCodes.ExactEvmFailedToVerifySignature, "The chain did not answer. Try again with the same payment."), (answer.InvalidReason, answer.InvalidMessage));
    }

    [Fact]
    public async Task Verify_without_multicall_still_finds_the_reason()
    {
        var chain = new FakeChain { Contracts = [Usdc], Reverts = true, HasMulticall = false, Balance = 9_999UL };

        Assert.Equal(ErrorCodes.ExactEvmInsufficientBalance, (await VerifyAsync(chain, Payments.Valid(Required, Time.GetUtcNow()))).InvalidReason);
    }

    [Fact]
    public async Task Verify_of_a_token_that_does_not_tell_its_name_is_no_name_mismatch()
    {
        var chain = new FakeChain { Contracts = [Usdc], Reverts = true, Name = null, Version = null };

        var verdict = await VerifyAsync(chain, Payments.Valid(Required, Time.GetUtcNow()));

        Assert.Equal((ErrorCodes.ExactEvmSimulationFailed, "execution reverted"), (verdict.InvalidReason, verdict.InvalidMessage));
    }

    [Fact]
    public async Task Verify_of_an_undeployed_wallet_simulates_even_when_told_not_to()
    {
        var (request, options) = Undeployed();
        var chain = new FakeChain { Contracts = [Usdc], Reverts = true, NonceUsed = true };

        var verdict = await new Verifier(chain, Time, options).VerifyAsync(request, simulate: false, TestContext.Current.CancellationToken);

        Assert.Equal(ErrorCodes.ExactEvmNonceUsed, verdict.InvalidReason);
    }

    [Fact]
    public async Task Verify_of_an_undeployed_wallet_on_a_chain_without_multicall_is_refused()
    {
        var (request, options) = Undeployed();
        var chain = new FakeChain { Contracts = [Usdc], HasMulticall = false };

        var verdict = await new Verifier(chain, Time, options).VerifyAsync(request, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(ErrorCodes.ExactEvmSimulationFailed, verdict.InvalidReason);
    }

    [Fact]
    public async Task PrepareAsync_gives_the_call_that_was_simulated()
    {
        var (request, options) = Undeployed();
        var chain = new FakeChain { Contracts = [Usdc] };
        var verifier = new Verifier(chain, Time, options);
        await verifier.VerifyAsync(request, cancellationToken: TestContext.Current.CancellationToken);

        var call = await verifier.PrepareAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(chain.Calls.Single().To, call.To);
        Assert.Equal(chain.Calls.Single().Data, call.Data.ToArray());
    }

    [Fact]
    public async Task PrepareAsync_of_a_wallet_that_was_deployed_meanwhile_calls_the_token_and_no_factory()
    {
        var (request, options) = Undeployed();
        Assert.Null(ReceivedPayload.Read(request.PaymentPayload.Payload, out var payload));
        var chain = new FakeChain { Contracts = [Usdc, payload!.Authorization.From] };

        var call = await new Verifier(chain, Time, options).PrepareAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(Usdc, call.To);
        Assert.Equal(Eip3009.TransferWithAuthorization(payload.Authorization, payload.Signature.Span), call.Data.ToArray());
    }

    [Fact]
    public async Task PrepareAsync_with_a_factory_that_is_not_allowed_is_refused()
    {
        var (request, _) = Undeployed();

        await Assert.ThrowsAsync<ArgumentException>(
            async () => await new Verifier(new FakeChain(), Time, new()).PrepareAsync(request, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Verify_of_permit2_is_an_unsupported_payload_of_nobody()
    {
        var payload = JsonElement.Parse("""{"signature":"0x","permit2Authorization":{"from":"0x209693Bc6afc0C5328bA36FaF03C514EF312287C"}}""");

        var verdict = await VerifyAsync(new FakeChain(), new() { Payload = payload, Accepted = Required });

        Assert.Equal((ErrorCodes.UnsupportedPayloadType, ""), (verdict.InvalidReason, verdict.Payer));
    }

    [Fact]
    public async Task Verify_of_a_later_protocol_version_is_refused()
    {
        var good = Payments.Valid(Required, Time.GetUtcNow());

        var verdict = await VerifyAsync(new FakeChain(), new() { X402Version = 3, Payload = good.Payload, Accepted = Required });

        Assert.Equal(ErrorCodes.InvalidX402Version, verdict.InvalidReason);
    }

    private static (FacilitatorRequest Request, VerifierOptions Options) Undeployed()
    {
        var vector = new VectorFile("negative.json")["erc6492-undeployed-factory-allowed"];
        return (
            Requests.Read(vector.GetProperty("paymentPayload"), vector.GetProperty("paymentRequirements")),
            new() { AllowedFactories = { Address.Parse("0xBA5ED110eFDBa3D005bfC882d75358ACBbB85842") } });
    }

    private static Task<VerifyResponse> VerifyAsync(FakeChain chain, PaymentPayload payment, bool simulate = true) =>
        VerifyAsync(new Verifier(chain, Time, new()), payment, simulate);

    private static async Task<VerifyResponse> VerifyAsync(Verifier verifier, PaymentPayload payment, bool simulate = true) =>
        await verifier.VerifyAsync(
            new() { PaymentPayload = payment, PaymentRequirements = Required }, simulate, TestContext.Current.CancellationToken);
}
