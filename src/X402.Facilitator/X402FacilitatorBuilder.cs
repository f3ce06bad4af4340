using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace X402.Facilitator;

/// <summary>Adds networks to the facilitator.</summary>
public sealed class X402FacilitatorBuilder
{
    internal X402FacilitatorBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services that it adds to.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Serves <c>exact</c> on an EVM network: <c>AddEvm("eip155:8453", rpcUrl, signer)</c>. The signer pays for gas.</summary>
    /// <exception cref="X402ConfigurationException">The network is no <c>eip155</c> id or was added before, or the URL is not absolute.</exception>
    public X402FacilitatorBuilder AddEvm(string network, string rpcUrl, EvmSigner signer, Action<EvmNetworkOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(signer);
        if (!ChainId.TryParse(network, out var chain) || !chain.IsEvm)
            throw new X402ConfigurationException($"'{network}' is not an EVM network. Write its CAIP-2 id, such as eip155:8453.");
        if (!Uri.TryCreate(rpcUrl, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            throw new X402ConfigurationException($"{network}: the RPC URL must be absolute, http or https.");
        if (Services.Any(service => service.ImplementationInstance is EvmNetwork other && other.ChainId == chain))
            throw new X402ConfigurationException($"{network} is added twice. Keep one of the two.");
        var options = new EvmNetworkOptions();
        configure?.Invoke(options);
        if (options.Problem() is { } problem)
            throw new X402ConfigurationException($"{network}: {problem}");
        var served = new EvmNetwork(chain, url, signer, options);
        Services.AddSingleton(served);
        Services.AddSingleton<ISchemeFacilitator>(services => new ExactEvmFacilitator(
            served, services.GetRequiredService<ISettlementJournal>(), services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<ExactEvmFacilitator>>()));
        return this;
    }
}
