using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using X402;
using X402.AspNetCore;
using X402.Facilitator;
using X402.Schemes;
using X402.Schemes.ExactEvm;
using X402.Stores;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets an application sell.</summary>
public static class X402ServiceCollectionExtensions
{
    /// <summary>
    /// Registers what <c>RequirePayment</c> needs. The facilitator is that of <c>UseFacilitator</c>, or else the <see cref="IFacilitator"/>
    /// among the services. Wrong set-up stops the start with an <see cref="X402ConfigurationException"/>.
    /// </summary>
    /// <example><c>builder.Services.AddX402(o => o.PayTo("eip155:8453", "0x2096…")).UseFacilitator("https://facilitator.example");</c></example>
    public static X402Builder AddX402(this IServiceCollection services, Action<X402Options> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        // Beside the building of the host: the first 402 is what starting to sell takes longest for.
        ThreadPool.QueueUserWorkItem(static _ => Challenge.Rehearse());
        services.AddRouting();
        services.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<X402Options>, X402OptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IPaymentClaims, InMemoryPaymentClaims>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPaymentScheme, ExactEvmScheme>());
        services.TryAddSingleton<PaymentGate>();
        services.TryAddSingleton<IPaymentGate>(provider => provider.GetRequiredService<PaymentGate>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, PaymentMatcherPolicy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, PaymentDynamicPolicy>());
        services.TryAddSingleton<PaymentStartup>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, PaymentStartup>(provider => provider.GetRequiredService<PaymentStartup>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PaymentStartup>(provider => provider.GetRequiredService<PaymentStartup>()));
        return new(services);
    }

    /// <summary>
    /// The same from configuration: <c>PayTo:&lt;CAIP-2&gt;</c>, <c>PublicBaseUrl</c>, <c>AcceptV1</c>, <c>DeferFacilitatorCheck</c>, and
    /// <c>Facilitator:Url</c> with <c>Facilitator:ApiKey</c> for a remote facilitator.
    /// </summary>
    /// <example><c>builder.Services.AddX402(builder.Configuration.GetSection("X402"));</c></example>
    /// <exception cref="X402ConfigurationException">A key is unknown, or a value is not what its key asks for.</exception>
    public static X402Builder AddX402(this IServiceCollection services, IConfiguration section, Action<X402Options>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        KnownKeys.Check(section);
        var builder = services.AddX402(options =>
        {
            // A CAIP-2 id has a colon, which separates sections: eip155:8453 is the key 8453 in the section eip155.
            foreach (var chain in section.GetSection("PayTo").GetChildren())
            {
                foreach (var reference in chain.GetChildren())
                    options.PayTo($"{chain.Key}:{reference.Key}", reference.Value ?? "");
            }
            options.PublicBaseUrl = section["PublicBaseUrl"] ?? options.PublicBaseUrl;
            options.AcceptV1 = ReadSwitch(section, "AcceptV1") ?? options.AcceptV1;
            options.DeferFacilitatorCheck = ReadSwitch(section, "DeferFacilitatorCheck") ?? options.DeferFacilitatorCheck;
            configure?.Invoke(options);
        });
        return section["Facilitator:Url"] is { Length: > 0 } url
            ? builder.UseFacilitator(url, options => options.ApiKey = section["Facilitator:ApiKey"] is { Length: > 0 } key ? key : null)
            : builder;
    }

    private static bool? ReadSwitch(IConfiguration section, string key) => section[key] switch
    {
        null or "" => null,
        var text when bool.TryParse(text, out var value) => value,
        var text => throw new X402ConfigurationException($"{key} is '{text}': write true or false."),
    };
}
