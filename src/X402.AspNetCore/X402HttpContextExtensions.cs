using Microsoft.Extensions.DependencyInjection;
using X402;
using X402.AspNetCore;

namespace Microsoft.AspNetCore.Http;

/// <summary>Payments of a request.</summary>
public static class X402HttpContextExtensions
{
    /// <summary>The verified payment of this request; null when it was let in free, or costs nothing.</summary>
    public static Payment? GetPayment(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<PaymentFeature>()?.Payment;
    }

    /// <summary>Asks for a payment from within a handler; see <see cref="IPaymentGate.RequireAsync"/>.</summary>
    /// <returns>The settled payment; null when the refusal is written and the handler should return.</returns>
    /// <example><c>if (await context.RequirePaymentAsync("$0.05") is not { } payment) return;</c></example>
    public static ValueTask<Payment?> RequirePaymentAsync(this HttpContext context, string price, Action<PaymentTerms>? configure = null) =>
        context.RequirePaymentAsync(PaymentTerms.ParsePrice(price), configure);

    /// <summary>Asks for a payment from within a handler; see <see cref="IPaymentGate.RequireAsync"/>.</summary>
    public static ValueTask<Payment?> RequirePaymentAsync(this HttpContext context, Price price, Action<PaymentTerms>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        var terms = new PaymentTerms(price);
        configure?.Invoke(terms);
        return context.RequestServices.GetRequiredService<IPaymentGate>().RequireAsync(context, terms);
    }
}
