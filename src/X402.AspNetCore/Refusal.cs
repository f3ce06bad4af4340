using X402.Protocol;

namespace X402.AspNetCore;

/// <summary>Why a request ends at the gate, and how that is answered.</summary>
internal sealed record Refusal(int Status, PaymentError Error)
{
    /// <summary>Whether the answer quotes the price. Never when money may have moved: the buyer must not sign anew.</summary>
    public bool Quotes { get; init; } = true;

    /// <summary>Goes into PAYMENT-RESPONSE.</summary>
    public SettleResponse? Settlement { get; init; }

    /// <summary>Goes into Retry-After.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
