using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace X402.AspNetCore;

/// <summary>
/// Runs first, and remembers the price of endpoints that routing is about to replace (<c>MapFallbackToController</c>,
/// <c>MapFallbackToPage</c>): what replaces them does not carry their metadata.
/// </summary>
internal sealed class PaymentDynamicPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => int.MinValue;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => ContainsDynamicEndpoints(endpoints) && endpoints.Any(IsPriced);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        PaymentTerms? terms = null;
        var originals = new HashSet<Endpoint>(candidates.Count);
        for (var i = 0; i < candidates.Count; i++)
        {
            if (!candidates.IsValidCandidate(i))
                continue;
            originals.Add(candidates[i].Endpoint);
            if (IsPriced(candidates[i].Endpoint))
                terms ??= candidates[i].Endpoint.Metadata.GetRequiredMetadata<IPaymentMetadata>().Terms;
        }
        if (terms is not null)
            httpContext.Features.Set(new Remembered(terms, originals));
        return Task.CompletedTask;
    }

    private static bool IsPriced(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IDynamicEndpointMetadata>() is { IsDynamic: true } && endpoint.Metadata.GetMetadata<IPaymentMetadata>() is not null;

    /// <summary>The price of whatever is not one of the original candidates.</summary>
    internal sealed record Remembered(PaymentTerms Terms, HashSet<Endpoint> Originals)
    {
        public PaymentTerms? Of(Endpoint endpoint) => Originals.Contains(endpoint) ? null : Terms;
    }
}
