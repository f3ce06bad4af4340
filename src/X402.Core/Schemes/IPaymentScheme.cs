using X402.Protocol;

namespace X402.Schemes;

/// <summary>What a server needs to know of a scheme on a family of chains: how to ask for money, and which payment a payload is.</summary>
public interface IPaymentScheme
{
    /// <summary>Scheme id, such as <c>exact</c>.</summary>
    string Scheme { get; }

    /// <summary>Whether it serves this chain.</summary>
    bool Supports(ChainId network);

    /// <summary>The requirements for a price.</summary>
    /// <exception cref="X402ConfigurationException">The asset or the receiver cannot be used with this scheme.</exception>
    PaymentRequirements CreateRequirements(Asset asset, UInt256 amount, string payTo, TimeSpan maxTimeout);

    /// <summary>Reads the identity of a payment; an error when the payload is not one of this scheme. Never throws on any payload.</summary>
    PaymentError? Identify(PaymentPayload payload, PaymentRequirements requirements, out PaymentIdentity identity);
}
