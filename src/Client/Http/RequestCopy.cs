using System.Diagnostics;
using System.Net;
using X402.Protocol;

namespace X402.Client;

/// <summary>Makes a new message of one that was sent: a sent one must not be sent again.</summary>
internal static class RequestCopy
{
    /// <summary>Same method, URL, version, headers, options and content object.</summary>
    public static HttpRequestMessage Of(HttpRequestMessage request, HttpContent? content)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri)
        {
            Version = request.Version,
            VersionPolicy = request.VersionPolicy,
            Content = content,
        };
        // The transport wrote the first sending's span into the message; the copy is a span of its own.
        var traced = Activity.Current is null ? [] : DistributedContextPropagator.Current.Fields;
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            if (!traced.Contains(name, StringComparer.OrdinalIgnoreCase))
                copy.Headers.TryAddWithoutValidation(name, values);
        }
        foreach (var (key, value) in (IDictionary<string, object?>)request.Options)
            ((IDictionary<string, object?>)copy.Options)[key] = value;
        return copy;
    }

    public static bool CarriesPayment(HttpRequestMessage request) =>
        request.Headers.NonValidated.Contains(PaymentHeaders.PaymentSignature)
        || request.Headers.NonValidated.Contains(PaymentHeaders.XPayment);

    /// <summary>
    /// The request that a redirect asks for, by the rules of <see cref="HttpClient"/>: 303 and a POST's 301 and 302 become GET, https never
    /// becomes http. Credentials stay with their origin, and a payment with its origin and method. Null: it is not a redirect to follow.
    /// </summary>
    public static HttpRequestMessage? Redirected(HttpRequestMessage request, HttpResponseMessage response, bool bodyIsKept)
    {
        var status = response.StatusCode;
        if (!IsRedirect(status) || Target(request.RequestUri!, response) is not { } target)
            return null;
        var becomesGet = status == HttpStatusCode.SeeOther
            ? request.Method != HttpMethod.Get && request.Method != HttpMethod.Head
            : request.Method == HttpMethod.Post && !KeepsMethod(status);
        if (!becomesGet && request.Content is not null && !bodyIsKept)
            return null;
        var next = Of(request, becomesGet ? null : request.Content);
        var sameOrigin = IsSameOrigin(target, request.RequestUri!);
        next.RequestUri = target;
        if (becomesGet)
        {
            next.Method = HttpMethod.Get;
            next.Headers.TransferEncodingChunked = null;
        }
        if (!sameOrigin)
        {
            next.Headers.Authorization = null;
            next.Headers.ProxyAuthorization = null;
            next.Headers.Host = null;
            next.Headers.Remove("Cookie");
            next.Headers.Remove("SIGN-IN-WITH-X");
        }
        if (!sameOrigin || becomesGet)
        {
            next.Headers.Remove(PaymentHeaders.PaymentSignature);
            next.Headers.Remove(PaymentHeaders.XPayment);
        }
        if (CarriesPayment(request) && response.GetPaymentReceipt() is { } receipt) // who was not paid has no receipt to give
            next.Options.Set(PaymentReceiptExtensions.Earlier, receipt);
        return next;
    }

    private static bool IsRedirect(HttpStatusCode status) => KeepsMethod(status)
        || status is HttpStatusCode.MultipleChoices or HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther;

    private static bool KeepsMethod(HttpStatusCode status) => status is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static bool IsSameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static Uri? Target(Uri from, HttpResponseMessage response)
    {
        if (response.Headers.Location is not { } location)
            return null;
        if (!Uri.TryCreate(from, location, out var target))
            return null;
        if (target.Scheme != Uri.UriSchemeHttps && (target.Scheme != Uri.UriSchemeHttp || from.Scheme == Uri.UriSchemeHttps))
            return null;
        return from.Fragment.Length > 0 && target.Fragment.Length == 0 ? new UriBuilder(target) { Fragment = from.Fragment }.Uri : target;
    }
}
