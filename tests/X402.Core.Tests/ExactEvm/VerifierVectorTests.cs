using System.Text.Json;
using X402.Evm;
using X402.Schemes.ExactEvm;
using X402.Testing;

namespace X402.Core.Tests.ExactEvm;

/// <summary>The reference facilitator's verdicts, with a chain that answers as it was recorded.</summary>
public sealed class VerifierVectorTests
{
    private static readonly VectorFile Negative = new("negative.json");
    private static readonly VectorFile Good = new("eip3009.json");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1767225600);

    // Where we differ from the reference on purpose. High s: it passes there until the token reverts; here it is no signature at all. A chain
    // that does not tell the payer's code: reference 2.27 calls that a bad signature, later ones (and we) say that nothing is known.
    private static readonly Dictionary<string, string> Ours = new()
    {
        ["high-s-sim-ok"] = ErrorCodes.ExactEvmSignature,
        ["high-s-sim-reverts"] = ErrorCodes.ExactEvmSignature,
        ["payer-getcode-rpc-error"] = ErrorCodes.ExactEvmFailedToVerifySignature,
    };

    public static TheoryData<string> NegativeIds => Negative.Ids;

    public static TheoryData<string> GoodIds => Good.Ids;

    [Theory]
    [MemberData(nameof(NegativeIds))]
    public async Task Verify_of_a_recorded_payment_gives_the_recorded_verdict(string id)
    {
        var vector = Negative[id];
        var request = Requests.Read(vector.GetProperty("paymentPayload"), vector.GetProperty("paymentRequirements"));
        var chainId = ChainId.TryParse(request.PaymentRequirements.Network, out var parsed) ? parsed : ChainId.Evm(84532);
        var options = new VerifierOptions();
        if (vector.TryGetProperty("facilitatorOptions", out var settings))
            foreach (var factory in settings.GetProperty("eip6492AllowedFactories").EnumerateArray())
                options.AllowedFactories.Add(Address.Parse(factory.GetString()!));
        var verifier = new Verifier(FakeChain.Of(vector.GetProperty("mock"), chainId), new ManualTimeProvider(Now), options);

        var verdict = await verifier.VerifyAsync(request, cancellationToken: TestContext.Current.CancellationToken);

        var expected = vector.GetProperty("expected");
        var reason = Ours.GetValueOrDefault(id) ?? (expected.TryGetProperty("invalidReason", out var text) ? text.GetString() : null);
        Assert.Equal(reason, verdict.InvalidReason);
        Assert.Equal(reason is null, verdict.IsValid);
        Assert.Equal(expected.GetProperty("payer").GetString(), verdict.Payer);
    }

    [Theory]
    [MemberData(nameof(GoodIds))]
    public void VerifyOffline_of_a_v2_payment_of_the_reference_client_is_valid(string id) =>
        AssertValid(Good[id], "v2Payload", "paymentRequirements");

    [Theory]
    [MemberData(nameof(GoodIds))]
    public void VerifyOffline_of_a_v1_payment_of_the_reference_client_is_valid(string id)
    {
        // A chain without a v1 name has no v1 payment.
        if (Good[id].GetProperty("v1Payload").ValueKind != JsonValueKind.Null)
            AssertValid(Good[id], "v1Payload", "v1Requirements");
    }

    private static void AssertValid(JsonElement vector, string payload, string requirements)
    {
        var verdict = Verifier.VerifyOffline(Requests.Read(vector.GetProperty(payload), vector.GetProperty(requirements)), Now);

        Assert.Null(verdict.InvalidMessage);
        Assert.True(verdict.IsValid);
        Assert.Equal(vector.GetProperty("signer").GetString(), verdict.Payer);
    }
}
