using X402.Protocol;

namespace X402.Schemes;

/// <summary>A wallet that can pay: makes the scheme's part of a payment.</summary>
public interface IPaymentSigner
{
    /// <summary>Whether it can pay this offer: scheme, chain and transfer method are its own.</summary>
    bool CanSign(PaymentRequirements requirements);

    /// <summary>Signs. The caller has checked amount, asset and receiver against its policy.</summary>
    ValueTask<SignedPayment> SignAsync(SignPaymentRequest request, CancellationToken cancellationToken = default);
}
