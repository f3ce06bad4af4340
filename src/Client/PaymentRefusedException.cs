using System.Net;

namespace X402;

/// <summary>
/// The server asks for a payment that this client does not make: nothing was signed for this call. <see cref="Errors"/> holds one reason
/// per offer (or one for the whole). Set <see cref="PaymentClientOptions.ThrowOnRefusal"/> to false to get the 402 instead.
/// </summary>
public sealed class PaymentRefusedException : HttpRequestException
{
    private const int MaxListed = 8;

    /// <summary>With the reasons.</summary>
    public PaymentRefusedException(Uri? requestUri, IReadOnlyList<PaymentError> errors)
        : base(Describe(requestUri, errors), null, HttpStatusCode.PaymentRequired) => Errors = errors;

    /// <summary>With a text.</summary>
    public PaymentRefusedException(string message) : base(message, null, HttpStatusCode.PaymentRequired)
    {
    }

    /// <summary>With a text and a cause.</summary>
    public PaymentRefusedException(string message, Exception? innerException)
        : base(message, innerException, HttpStatusCode.PaymentRequired)
    {
    }

    /// <summary>Without a text.</summary>
    public PaymentRefusedException() : this("The payment was refused by this client.")
    {
    }

    /// <summary>Why, one per offer in the server's order; codes of <see cref="ClientErrorCodes"/> and <see cref="ErrorCodes"/>.</summary>
    public IReadOnlyList<PaymentError> Errors { get; } = [];

    // User, password and query stay out: they are not for logs.
    private static string Describe(Uri? uri, IReadOnlyList<PaymentError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var reasons = string.Join("; ", errors.Take(MaxListed).Select(error => error.Detail ?? error.ToString()));
        var more = errors.Count > MaxListed ? $"; and {errors.Count - MaxListed} more" : "";
        var url = uri?.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return $"{url} asks for a payment that was not made: {reasons}{more}";
    }
}
