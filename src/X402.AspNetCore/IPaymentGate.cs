using Microsoft.AspNetCore.Http;

namespace X402.AspNetCore;

/// <summary>The imperative form of <c>RequirePayment</c>, for handlers that know their price only half-way.</summary>
public interface IPaymentGate
{
    /// <summary>
    /// Runs <paramref name="handler"/> when the request is paid, with its answer held back until the payment is settled; otherwise writes
    /// the refusal (402 at first contact). Not charged when the handler throws or answers 400 or above.
    /// </summary>
    Task RunAsync(HttpContext context, PaymentTerms terms, RequestDelegate handler);

    /// <summary>
    /// Verifies and settles the request's payment at once. Null when the request is refused: the answer is then written, and the handler
    /// should return. To be charged only for work that succeeds, use <see cref="RunAsync"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The terms have <see cref="PaymentTerms.FreeWhen"/>, which only <see cref="RunAsync"/> and routes ask.</exception>
    ValueTask<Payment?> RequireAsync(HttpContext context, PaymentTerms terms);
}
