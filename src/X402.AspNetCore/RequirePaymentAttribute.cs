using Microsoft.AspNetCore.Mvc.Filters;

namespace X402.AspNetCore;

/// <summary>
/// Puts a price on an MVC controller or action, a Razor page, a hub, or the lambda of a minimal endpoint. Enforced by <c>AddX402</c>;
/// an application that does not call it refuses to run such an action or page. A lambda or a hub cannot refuse by itself: in an
/// application without <c>AddX402</c> the attribute is only a word there, while <c>.RequirePayment(…)</c> answers 500.
/// </summary>
/// <example><c>[RequirePayment("$0.01")]</c></example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequirePaymentAttribute : Attribute, IPaymentMetadata, IAsyncAuthorizationFilter
{
    private PaymentTerms? _terms;

    /// <summary>Such as <c>$0.01</c> or <c>0.01 USDC</c>.</summary>
    public RequirePaymentAttribute(string price) => Price = price;

    /// <summary>Such as <c>$0.01</c> or <c>0.01 USDC</c>.</summary>
    public string Price { get; }

    /// <summary>CAIP-2 id; null offers every network of <see cref="X402Options.PayTo"/>.</summary>
    public string? Network { get; init; }

    /// <summary>One line for people and for agents that choose.</summary>
    public string? Description { get; init; }

    /// <summary>Media type of the paid answer.</summary>
    public string? MimeType { get; init; }

    /// <summary>See <see cref="PaymentTerms.SettleFirst"/>.</summary>
    public bool SettleFirst { get; init; }

    /// <summary>See <see cref="PaymentTerms.ChargeOnError"/>.</summary>
    public bool ChargeOnError { get; init; }

    /// <inheritdoc/>
    /// <exception cref="X402ConfigurationException">The price or the network is not one.</exception>
    public PaymentTerms Terms
    {
        get
        {
            if (_terms is null)
                Interlocked.CompareExchange(ref _terms, CreateTerms(), null);
            return _terms;
        }
    }

    Task IAsyncAuthorizationFilter.OnAuthorizationAsync(AuthorizationFilterContext context) =>
        context.HttpContext.Features.Get<PaymentFeature>() is { IsActive: true }
            ? Task.CompletedTask
            : throw new InvalidOperationException("This action costs money and nothing enforces it: call builder.Services.AddX402(…).");

    private PaymentTerms CreateTerms()
    {
        var price = PaymentTerms.ParsePrice(Price);
        var terms = Network is null ? new PaymentTerms(price) : new PaymentTerms().Accept(Network, price);
        terms.Description = Description;
        terms.MimeType = MimeType;
        terms.SettleFirst = SettleFirst;
        terms.ChargeOnError = ChargeOnError;
        return terms;
    }
}
