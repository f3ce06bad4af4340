using Microsoft.Extensions.DependencyInjection.Extensions;
using X402;
using X402.AspNetCore;
using X402.Facilitator;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Which facilitator verifies and settles.</summary>
public static class X402BuilderExtensions
{
    /// <summary>Verifies and settles through the facilitator at <paramref name="url"/>, whatever is registered besides.</summary>
    /// <param name="builder">What AddX402 returned.</param>
    /// <param name="url">Its base URL, absolute, http or https; may have a path.</param>
    /// <param name="configure">Its API key or headers, and time-outs.</param>
    /// <exception cref="X402ConfigurationException">The URL is not one.</exception>
    public static X402Builder UseFacilitator(this X402Builder builder, string url, Action<HttpFacilitatorOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
            throw new X402ConfigurationException($"The facilitator's URL is '{url}': give an absolute one, such as https://facilitator.example.");
        var options = new HttpFacilitatorOptions { Url = uri };
        configure?.Invoke(options);
        builder.Services.Replace(ServiceDescriptor.Singleton<IFacilitator>(provider => new HttpFacilitator(
            CreateClient(), options, provider.GetRequiredService<TimeProvider>())));
        return builder;
    }

    /// <summary>Verifies and settles through this facilitator, whatever is registered besides.</summary>
    public static X402Builder UseFacilitator(this X402Builder builder, IFacilitator facilitator)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(facilitator);
        builder.Services.Replace(ServiceDescriptor.Singleton(facilitator));
        return builder;
    }

    // One client for the life of the application; connections are renewed, so that a change of DNS is seen.
    private static HttpClient CreateClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
