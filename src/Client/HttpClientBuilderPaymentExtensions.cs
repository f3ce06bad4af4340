using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using X402;
using X402.Client;
using X402.Schemes;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets clients of <see cref="IHttpClientFactory"/> pay.</summary>
public static class HttpClientBuilderPaymentExtensions
{
    /// <summary>
    /// Adds a <see cref="PaymentHandler"/>: <c>services.AddHttpClient("x").AddX402Payment(signer, policy)</c>. Budget and unsettled payments
    /// are shared by all handlers of this name. The primary handler's own following of redirects is turned off; the payment handler follows
    /// them. Clock, log and <see cref="ISpendLedger"/> come from the container where it has them.
    /// </summary>
    public static IHttpClientBuilder AddX402Payment(
        this IHttpClientBuilder builder, IPaymentSigner signer, SpendPolicy policy, Action<PaymentClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return builder.AddX402Payment([signer], policy, configure);
    }

    /// <summary>The same with several wallets: the first that can pay an offer does.</summary>
    public static IHttpClientBuilder AddX402Payment(
        this IHttpClientBuilder builder, IEnumerable<IPaymentSigner> signers, SpendPolicy policy,
        Action<PaymentClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(signers);
        ArgumentNullException.ThrowIfNull(policy);
        builder.Services.AddKeyedSingleton(builder.Name, (services, _) =>
        {
            var options = new PaymentClientOptions
            {
                LoggerFactory = services.GetService<ILoggerFactory>(),
                Ledger = services.GetService<ISpendLedger>(),
            };
            if (services.GetService<TimeProvider>() is { } time)
                options.TimeProvider = time;
            configure?.Invoke(options);
            return new Payer(signers, policy, options);
        });
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, RedirectsOff>());
        return builder.AddHttpMessageHandler(services => new PaymentHandler(services.GetRequiredKeyedService<Payer>(builder.Name)));
    }

    /// <summary>Runs after every other configuration of a client, so the order in which it was configured does not matter.</summary>
    private sealed class RedirectsOff : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            if (builder.AdditionalHandlers.Any(handler => handler is PaymentHandler))
                Transport.TurnRedirectsOff(builder.PrimaryHandler);
        };
    }
}
