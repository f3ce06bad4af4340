using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using X402.Facilitator;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the HTTP API of the facilitator.</summary>
public static class X402FacilitatorEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps <c>POST verify</c>, <c>POST settle</c>, <c>GET supported</c> and <c>GET health</c> below <paramref name="prefix"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException"><c>AddX402Facilitator</c> was not called.</exception>
    public static IEndpointConventionBuilder MapX402Facilitator(this IEndpointRouteBuilder endpoints, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var api = ActivatorUtilities.CreateInstance<FacilitatorApi>(endpoints.ServiceProvider);
        var group = endpoints.MapGroup(prefix);
        group.MapPost("/verify", (RequestDelegate)api.VerifyAsync);
        group.MapPost("/settle", (RequestDelegate)api.SettleAsync);
        group.MapGet("/supported", (RequestDelegate)api.SupportedAsync);
        group.MapGet("/health", (RequestDelegate)FacilitatorApi.HealthAsync);
        return group;
    }
}
