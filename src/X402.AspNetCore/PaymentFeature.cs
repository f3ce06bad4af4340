namespace X402.AspNetCore;

/// <summary>On a request that went through the gate. Says that the gate need not run again, as long as the handler runs.</summary>
internal sealed class PaymentFeature(PaymentTerms terms, Payment? payment)
{
    public PaymentTerms Terms { get; } = terms;

    /// <summary>Null where the route let the request in free.</summary>
    public Payment? Payment { get; } = payment;

    /// <summary>True while the handler runs; a second run of the endpoint in one request is a second sale.</summary>
    public bool IsActive { get; set; } = true;
}
