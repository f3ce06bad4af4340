using X402.Protocol;
using X402.Schemes.ExactEvm;

namespace X402.Testing.Tests;

public sealed class PaymentsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_767_225_600);
    private static readonly PaymentRequirements Requirements = new RequirementsBuilder().Build();

    public static TheoryData<BrokenPayment> BrokenPayments => [.. Payments.Broken(Requirements, Now)];

    [Fact]
    public void Valid_payment_is_taken_by_the_verifier()
    {
        var verdict = Verifier.VerifyOffline(new() { PaymentPayload = Payments.Valid(Requirements, Now), PaymentRequirements = Requirements }, Now);

        Assert.True(verdict.IsValid, verdict.InvalidReason);
    }

    [Theory]
    [MemberData(nameof(BrokenPayments))]
    public void Broken_payment_gets_the_code_that_it_announces(BrokenPayment broken)
    {
        var verdict = Verifier.VerifyOffline(new() { PaymentPayload = broken.Payment, PaymentRequirements = Requirements }, Now);

        Assert.Equal((false, broken.ErrorCode), (verdict.IsValid, verdict.InvalidReason));
    }

    [Fact]
    public void Header_is_that_of_the_codec()
    {
        PaymentBuilder builder = new(Requirements) { Now = Now };

        Assert.True(PaymentHeaderCodec.TryDecodePaymentPayload(builder.Header(), out var v2, out _));
        Assert.True(PaymentHeaderCodec.TryDecodePaymentPayload(builder.HeaderV1(), out var v1, out _));
        Assert.Equal((2, 1), (v2.X402Version, v1.X402Version));
    }
}
