using X402.Protocol;

namespace X402;

/// <summary>A payment and what it must satisfy.</summary>
public sealed class FacilitatorRequest
{
    /// <summary>The payment as the client sent it.</summary>
    public required PaymentPayload PaymentPayload { get; init; }

    /// <summary>The server's own requirements, in v2's words whatever the payment's version is (network as CAIP-2).</summary>
    public required PaymentRequirements PaymentRequirements { get; init; }

    /// <summary>What is sold; written into v1 requests, which carry it in the requirements.</summary>
    public ResourceInfo? Resource { get; init; }
}
