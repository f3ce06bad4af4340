using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using X402.Protocol;

namespace X402.AspNetCore;

/// <summary>Refuses to start what could not sell: wrong options, a facilitator that cannot be used, prices that nothing enforces.</summary>
internal sealed class PaymentStartup(IServiceProvider services, ILogger<PaymentStartup> logger) : IStartupFilter, IHostedService
{
    private const int LongHeader = 8 * 1024;

    private readonly Lock _lock = new();
    private readonly List<Offer> _offers = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var gate = services.GetRequiredService<PaymentGate>();
        CheckReceivers(gate.Options);
        var facilitator = gate.Facilitator;
        if (gate.Options.DeferFacilitatorCheck)
        {
            PaymentGateLog.FacilitatorCheckDeferred(logger);
            return;
        }
        try
        {
            gate.Supported = await facilitator.GetSupportedAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (FacilitatorUnavailableException e)
        {
            throw new X402ConfigurationException(
                $"The facilitator cannot be asked what it serves ({OneLine(e.Message)}): check its URL, or set DeferFacilitatorCheck to start without it.", e);
        }
        CheckKinds(gate);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (app.ApplicationServices.GetService<ICorsService>() is not null)
        {
            app.Use(static inner => context =>
            {
                context.Response.OnStarting(PaymentAnswers.ExposeAgainAsync, context);
                return inner(context);
            });
        }
        next(app);
        var gate = services.GetRequiredService<PaymentGate>();
        var policies = services.GetServices<MatcherPolicy>().ToList();
        var policed = policies.Any(policy => policy is PaymentMatcherPolicy) && policies.Any(policy => policy is PaymentDynamicPolicy);
        foreach (var endpoint in app.ApplicationServices.GetRequiredService<EndpointDataSource>().Endpoints)
        {
            if (endpoint.Metadata.GetMetadata<IPaymentMetadata>() is not { } metadata || endpoint.RequestDelegate is null)
                continue;
            if (!policed && (!GatedEndpoint.IsGated(endpoint) || endpoint.Metadata.GetMetadata<IDynamicEndpointMetadata>() is { IsDynamic: true }))
                throw new X402ConfigurationException($"{endpoint.DisplayName} costs money and nothing enforces it: keep the MatcherPolicies that AddX402 registers.");
            var route = gate.RouteOf(metadata.Terms);
            if (route.MeasureHeader() is > LongHeader and var length)
                PaymentGateLog.LongHeader(logger, endpoint.DisplayName, length);
            lock (_lock)
                _offers.AddRange(route.FixedOffers ?? []);
        }
        CheckKinds(gate);
    };

    private static void CheckReceivers(X402Options options)
    {
        if (options.Receivers.Count == 0)
            throw OfferBook.NoReceiver();
        foreach (var (network, _) in options.Receivers)
        {
            if (!options.Assets.All.Any(asset => asset.Network == network))
                throw new X402ConfigurationException($"No asset is known on {network}: check the network, or add one with its decimals, o.Assets.Add(new Asset(…)).");
        }
    }

    // Runs when the kinds are known and when the endpoints are: hosts differ in which comes first.
    private void CheckKinds(PaymentGate gate)
    {
        if (gate.Supported is not { } supported)
            return;
        foreach (var (network, _) in gate.Options.Receivers)
            CheckKind(supported, "exact", network.ToString());
        lock (_lock)
        {
            foreach (var offer in _offers)
                CheckKind(supported, offer.Requirements.Scheme, offer.Requirements.Network);
        }
    }

    private static void CheckKind(SupportedResponse supported, string scheme, string network)
    {
        if (supported.Kinds.Any(kind => kind.X402Version == 2 && kind.Scheme == scheme && Covers(kind.Network, network)))
            return;
        var served = string.Join(", ", supported.Kinds.Where(kind => kind.X402Version == 2).Select(kind => $"{kind.Scheme} on {kind.Network}").Take(8));
        throw new X402ConfigurationException($"The facilitator does not serve {scheme} on {network} (it serves {(served.Length == 0 ? "nothing" : served)}): use another facilitator, or another PayTo network.");
    }

    private static bool Covers(string pattern, string network) =>
        pattern == network || (pattern.EndsWith('*') && network.StartsWith(pattern[..^1], StringComparison.Ordinal));

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
