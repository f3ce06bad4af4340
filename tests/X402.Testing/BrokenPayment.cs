using X402.Protocol;

namespace X402.Testing;

/// <summary>A payment that is wrong in one thing.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Payment">The payment, v2.</param>
/// <param name="ErrorCode">What a verifier must answer; one of <see cref="ErrorCodes"/>.</param>
public sealed record BrokenPayment(string Name, PaymentPayload Payment, string ErrorCode)
{
    /// <summary>What is wrong.</summary>
    public override string ToString() => Name;
}
