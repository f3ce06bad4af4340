using Microsoft.AspNetCore.Http;
using X402.Protocol;
using X402.Schemes;
using X402.Stores;

namespace X402.AspNetCore;

/// <summary>What the stages of the gate learn of one request, in their order.</summary>
internal sealed class PaidRequest(HttpContext context, PaymentRoute route)
{
    public HttpContext Context { get; } = context;

    public PaymentRoute Route { get; } = route;

    /// <summary>Since quote.</summary>
    public Quote? Quote { get; set; }

    /// <summary>Since decode.</summary>
    public PaymentPayload? Payload { get; set; }

    /// <summary>Since match.</summary>
    public Offer? Offer { get; set; }

    /// <summary>Since match: read from the payload, proved by verify.</summary>
    public PaymentIdentity Identity { get; set; }

    /// <summary>Since claim.</summary>
    public Payment? Payment { get; set; }

    public string Resource => Quote?.Resource.Url ?? "";

    /// <summary>Which protocol the buyer speaks; 2 before that is known.</summary>
    public int Version => Payload?.X402Version ?? 2;

    public FacilitatorRequest ToFacilitatorRequest() =>
        new() { PaymentPayload = Payload!, PaymentRequirements = Offer!.Requirements, Resource = Quote!.Resource };

    public PaymentClaim ToClaim() => new(Identity, Context.Request.Method, Resource, Offer!.Amount);

    public Payment ToPayment() => new()
    {
        X402Version = Version, Scheme = Offer!.Requirements.Scheme, Network = Offer.Asset.Network, Payer = Identity.Payer,
        Amount = Offer.Amount, Asset = Offer.Asset, Requirements = Offer.Requirements,
    };

    /// <summary>A settlement whose outcome nobody knows.</summary>
    public SettleResponse ToUnknownSettlement() => new()
    {
        Success = false, ErrorReason = ErrorCodes.SettlementPending, Transaction = "", Network = Offer!.Requirements.Network, Payer = Identity.Payer,
        ErrorMessage = "The outcome is not known yet. Do not pay again.",
    };
}
