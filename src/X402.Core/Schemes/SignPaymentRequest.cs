using X402.Protocol;

namespace X402.Schemes;

/// <summary>What a wallet is asked to sign.</summary>
public sealed class SignPaymentRequest
{
    /// <summary>1 or 2; they differ in the lower time bound that peers expect.</summary>
    public int X402Version { get; init; } = 2;

    /// <summary>The chosen offer, in v2's words.</summary>
    public required PaymentRequirements Requirements { get; init; }

    /// <summary>The asset from our own table: its domain is what is signed, the offer's <c>extra</c> is only compared with it.</summary>
    public required Asset Asset { get; init; }

    /// <summary>The present.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How long the signature may live; already clamped by the caller.</summary>
    public required TimeSpan Lifetime { get; init; }
}
