using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using X402;
using X402.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts a price on endpoints of any kind.</summary>
public static class X402EndpointConventionBuilderExtensions
{
    /// <summary>One price, on every network of <see cref="X402Options.PayTo"/>.</summary>
    /// <param name="builder">An endpoint, or a group of them.</param>
    /// <param name="price">Such as <c>$0.01</c> or <c>0.01 USDC</c>.</param>
    /// <param name="configure">Description, media type, when to settle.</param>
    /// <exception cref="X402ConfigurationException">The price is not one.</exception>
    /// <example><c>app.MapGet("/weather", () => "sunny").RequirePayment("$0.01");</c></example>
    public static TBuilder RequirePayment<TBuilder>(this TBuilder builder, string price, Action<PaymentTerms>? configure = null)
        where TBuilder : IEndpointConventionBuilder => builder.RequirePayment(PaymentTerms.ParsePrice(price), configure);

    /// <summary>One price, on every network of <see cref="X402Options.PayTo"/>.</summary>
    public static TBuilder RequirePayment<TBuilder>(this TBuilder builder, Price price, Action<PaymentTerms>? configure = null)
        where TBuilder : IEndpointConventionBuilder => Configure(builder, new(price), configure);

    /// <summary>Several ways to pay, each with its price.</summary>
    /// <example><c>.RequirePayment(p => p.Accept("eip155:8453", "$0.01").Accept("eip155:84532", "$0.01"))</c></example>
    public static TBuilder RequirePayment<TBuilder>(this TBuilder builder, Action<PaymentTerms> configure)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Configure(builder, new(), configure);
    }

    /// <summary>A price per request: of the route, the query, the user.</summary>
    /// <param name="builder">An endpoint, or a group of them.</param>
    /// <param name="price">See <see cref="PaymentTerms(Func{HttpContext, ValueTask{Price}})"/>.</param>
    /// <param name="configure">Description, media type, when to settle.</param>
    /// <example><c>.RequirePayment(context => Price.Parse(context.Request.Query["size"] == "big" ? "$0.05" : "$0.01"))</c></example>
    [OverloadResolutionPriority(1)] // a lambda that only throws fits every overload
    public static TBuilder RequirePayment<TBuilder>(this TBuilder builder, Func<HttpContext, Price> price, Action<PaymentTerms>? configure = null)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(price);
        return Configure(builder, new(context => ValueTask.FromResult(price(context))), configure);
    }

    /// <summary>A price per request that has to be waited for.</summary>
    /// <param name="builder">An endpoint, or a group of them.</param>
    /// <param name="price">See <see cref="PaymentTerms(Func{HttpContext, ValueTask{Price}})"/>.</param>
    /// <param name="configure">Description, media type, when to settle.</param>
    public static TBuilder RequirePayment<TBuilder>(this TBuilder builder, Func<HttpContext, ValueTask<Price>> price, Action<PaymentTerms>? configure = null)
        where TBuilder : IEndpointConventionBuilder => Configure(builder, new(price), configure);

    /// <summary>
    /// A price of the request's JSON body, which the handler then reads as usual. Names count in any case. A body that is not of this type,
    /// or has a name twice, is answered 400, one above <see cref="X402Options.MaxPricedBodyBytes"/> 413; neither is quoted.
    /// </summary>
    public static TBuilder RequirePayment<TBuilder, TBody>(this TBuilder builder, Func<TBody, Price> price, JsonTypeInfo<TBody> typeInfo, Action<PaymentTerms>? configure = null)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(price);
        ArgumentNullException.ThrowIfNull(typeInfo);
        var readInfo = PricedBody.AsHandlersRead(typeInfo);
        return Configure(builder, new(context => PricedBody.PriceAsync(context, price, readInfo)), configure);
    }

    /// <summary>Terms made elsewhere.</summary>
    public static TBuilder RequirePayment<TBuilder>(this TBuilder builder, PaymentTerms terms)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(terms);
        builder.Add(endpoint => endpoint.Metadata.Add(terms));
        builder.Finally(Gate);
        return builder;
    }

    private static TBuilder Configure<TBuilder>(TBuilder builder, PaymentTerms terms, Action<PaymentTerms>? configure)
        where TBuilder : IEndpointConventionBuilder
    {
        configure?.Invoke(terms);
        return builder.RequirePayment(terms);
    }

    private static void Gate(EndpointBuilder endpoint)
    {
        if (endpoint.RequestDelegate is not { } inner || inner.Target is GatedEndpoint || endpoint.Metadata.OfType<IPaymentMetadata>().LastOrDefault() is not { } metadata)
            return;
        var gate = endpoint.ApplicationServices.GetService<PaymentGate>()
            ?? throw new X402ConfigurationException("An endpoint requires payment: call builder.Services.AddX402(o => o.PayTo(…)) before building the application.");
        var methods = endpoint.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault()?.HttpMethods ?? [];
        endpoint.RequestDelegate = new GatedEndpoint(gate, metadata.Terms, methods, inner).InvokeAsync;
    }
}
