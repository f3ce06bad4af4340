using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace X402.AspNetCore;

/// <summary>The delegate of a paid endpoint: the gate, then what was there before.</summary>
internal sealed class GatedEndpoint(PaymentGate gate, PaymentTerms terms, IReadOnlyList<string> methods, RequestDelegate inner)
{
    private PaymentRoute? _route;

    public static bool IsGated(Endpoint endpoint) => endpoint.RequestDelegate?.Target is GatedEndpoint;

    public Task InvokeAsync(HttpContext context)
    {
        // Twice wrapped (by the convention and by routing) is still sold once.
        if (context.Features.Get<PaymentFeature>() is { IsActive: true } passed && ReferenceEquals(passed.Terms, terms))
            return inner(context);
        if (!HttpMethods.IsOptions(context.Request.Method))
            return gate.RunAsync(context, _route ??= gate.RouteOf(terms), inner);
        return AnswerOptionsAsync(context);
    }

    // OPTIONS costs nothing, so it must not run a handler that also serves another method.
    private async Task AnswerOptionsAsync(HttpContext context)
    {
        if (methods is [var only] && HttpMethods.IsOptions(only))
        {
            var feature = new PaymentFeature(terms, payment: null);
            context.Features.Set(feature);
            try
            {
                await inner(context).ConfigureAwait(false);
            }
            finally
            {
                feature.IsActive = false;
            }
            return;
        }
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        if (methods.Count > 0)
            context.Response.Headers.Allow = new StringValues([.. methods]);
        PaymentAnswers.Expose(context.Response.Headers);
    }
}
