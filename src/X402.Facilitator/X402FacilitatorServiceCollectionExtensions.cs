using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using X402;
using X402.Facilitator;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a facilitator in this process.</summary>
public static class X402FacilitatorServiceCollectionExtensions
{
    /// <summary>
    /// A facilitator in this process; add networks to it: <c>services.AddX402Facilitator().AddEvm("eip155:8453", rpcUrl, signer)</c>. It is
    /// the <see cref="IFacilitator"/> of this process unless another was registered. The start fails when a network's RPC does not answer,
    /// or answers for another chain.
    /// </summary>
    public static X402FacilitatorBuilder AddX402Facilitator(this IServiceCollection services, Action<FacilitatorOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<FacilitatorOptions>();
        if (configure is not null)
            options.Configure(configure);
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISettlementJournal>(provider => new InMemorySettlementJournal(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new LocalFacilitator(
            provider.GetServices<ISchemeFacilitator>(), provider.GetRequiredService<Logging.ILogger<LocalFacilitator>>()));
        services.TryAddSingleton<IFacilitator>(provider => provider.GetRequiredService<LocalFacilitator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, FacilitatorStart>());
        return new(services);
    }

    /// <summary>
    /// The same from configuration alone: <c>Networks:&lt;CAIP-2&gt;:RpcUrl</c> and <c>:SignerKey</c>, optionally <c>:ReceiptTimeoutSeconds</c> and
    /// <c>:MaxFeePerGas</c> (wei), and <c>ApiKeys</c>. Outside Development well-known test keys are refused.
    /// </summary>
    /// <exception cref="X402ConfigurationException">A key is missing, unknown or wrong.</exception>
    public static X402FacilitatorBuilder AddX402Facilitator(this IServiceCollection services, IConfigurationSection configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var builder = services.AddX402Facilitator(options => FacilitatorConfiguration.Read(options, configuration));
        FacilitatorConfiguration.Read(builder, configuration);
        return builder;
    }
}
