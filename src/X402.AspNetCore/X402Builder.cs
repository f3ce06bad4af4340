using Microsoft.Extensions.DependencyInjection;

namespace X402.AspNetCore;

/// <summary>Where extension methods hang: <c>UseFacilitator</c> and those of other packages.</summary>
public sealed class X402Builder
{
    internal X402Builder(IServiceCollection services) => Services = services;

    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; }
}
