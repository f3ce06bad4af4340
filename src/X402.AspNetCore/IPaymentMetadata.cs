namespace X402.AspNetCore;

/// <summary>Endpoint metadata: this endpoint costs money. The last one of an endpoint counts.</summary>
public interface IPaymentMetadata
{
    /// <summary>The price and its conditions. The same object at every call.</summary>
    PaymentTerms Terms { get; }
}
