using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace X402.AspNetCore;

/// <summary>
/// Puts the gate before every endpoint that routing selects and that costs money without being gated: attributes, and pages and
/// controllers that are only found while the request is routed. Runs last, on what the other policies left.
/// </summary>
internal sealed class PaymentMatcherPolicy(PaymentGate gate) : MatcherPolicy, IEndpointSelectorPolicy
{
    private readonly ConditionalWeakTable<Endpoint, ConditionalWeakTable<PaymentTerms, Endpoint>> _gated = [];

    public override int Order => int.MaxValue;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints)
    {
        if (ContainsDynamicEndpoints(endpoints))
            return true;
        foreach (var endpoint in endpoints)
        {
            // A page's endpoint is replaced when its model is loaded, and only then its attributes are known.
            if ((IsOpen(endpoint) && TermsOf(endpoint) is not null) || endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
                return true;
        }
        return false;
    }

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var remembered = httpContext.Features.Get<PaymentDynamicPolicy.Remembered>();
        if (remembered is not null)
            httpContext.Features.Set<PaymentDynamicPolicy.Remembered>(null);
        for (var i = 0; i < candidates.Count; i++)
        {
            if (!candidates.IsValidCandidate(i))
                continue;
            var endpoint = candidates[i].Endpoint;
            if (IsOpen(endpoint) && (TermsOf(endpoint) ?? remembered?.Of(endpoint)) is { } terms)
                candidates.ReplaceEndpoint(i, _gated.GetOrCreateValue(endpoint).GetValue(terms, key => Gate(endpoint, key)), candidates[i].Values);
        }
        return Task.CompletedTask;
    }

    private static bool IsOpen(Endpoint endpoint) => endpoint.RequestDelegate is not null && !GatedEndpoint.IsGated(endpoint);

    private static PaymentTerms? TermsOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IPaymentMetadata>()?.Terms;

    private Endpoint Gate(Endpoint endpoint, PaymentTerms terms)
    {
        var gated = new GatedEndpoint(gate, terms, endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [], endpoint.RequestDelegate!);
        return endpoint is RouteEndpoint route
            ? new RouteEndpoint(gated.InvokeAsync, route.RoutePattern, route.Order, route.Metadata, route.DisplayName)
            : new Endpoint(gated.InvokeAsync, endpoint.Metadata, endpoint.DisplayName);
    }
}
