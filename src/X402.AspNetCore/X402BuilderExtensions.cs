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
    /// <exception cref="X402ConfigurationException">The URL is not one, or an option is wrong.</exception>
    public static X402Builder UseFacilitator(this X402Builder builder, string url, Action<HttpFacilitatorOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.RemoveAll<IFacilitator>().AddHttpFacilitator(url, configure);
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
}
