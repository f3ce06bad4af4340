using X402.Protocol;

namespace X402.AspNetCore;

/// <summary>A verified payment, as handlers see it.</summary>
public sealed class Payment
{
    /// <summary>1 or 2.</summary>
    public required int X402Version { get; init; }

    /// <summary>Payment scheme, such as <c>exact</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>The chain it is paid on.</summary>
    public required ChainId Network { get; init; }

    /// <summary>Who pays, as text of the chain (EIP-55 on EVM).</summary>
    public required string Payer { get; init; }

    /// <summary>What is paid, in atomic units of <see cref="Asset"/>.</summary>
    public required UInt256 Amount { get; init; }

    /// <summary>The token, from our own table.</summary>
    public required Asset Asset { get; init; }

    /// <summary>The offer that is paid.</summary>
    public required PaymentRequirements Requirements { get; init; }

    /// <summary>The settlement; null while the handler of a route runs that settles afterwards.</summary>
    public SettleResponse? Settlement { get; internal set; }
}
