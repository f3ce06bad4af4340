using Microsoft.Extensions.DependencyInjection.Extensions;
using X402;
using X402.Facilitator;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a remote facilitator.</summary>
public static class HttpFacilitatorServiceCollectionExtensions
{
    /// <summary>A remote facilitator as the <see cref="IFacilitator"/> of this process.</summary>
    /// <exception cref="X402ConfigurationException">The URL is not absolute, or an option is wrong.</exception>
    public static IServiceCollection AddHttpFacilitator(this IServiceCollection services, string url, Action<HttpFacilitatorOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = new HttpFacilitatorOptions { Url = Uri.TryCreate(url, UriKind.RelativeOrAbsolute, out var parsed) ? parsed : null };
        configure?.Invoke(options);
        if (options.Problem() is { } problem)
            throw new X402ConfigurationException(problem);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IFacilitator>(provider => new HttpFacilitator(Client(), options, provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    // One client for good: the handler renews its connections, so that changes in DNS are seen.
    private static HttpClient Client() =>
        new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2), AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
}
