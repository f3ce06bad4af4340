using System.Net;
using System.Net.Http.Headers;

namespace X402.Facilitator;

/// <summary>One call to a facilitator: headers, redirects, size caps.</summary>
internal sealed class RemoteTransport(HttpClient http, HttpFacilitatorOptions options, TimeProvider time)
{
    private const int MaxRedirects = 5;
    private const int MaxAnswerBytes = 1024 * 1024;
    private const int MaxSupportedBytes = 4 * 1024 * 1024;

    private readonly string _base = options.Url!.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <exception cref="FacilitatorUnavailableException">No whole answer.</exception>
    public async ValueTask<RemoteAnswer> CallAsync(FacilitatorEndpoint endpoint, byte[]? body, CancellationToken cancellationToken)
    {
        var name = Name(endpoint);
        var url = new Uri($"{_base}/{name}");
        try
        {
            for (var hop = 0; hop <= MaxRedirects; hop++)
            {
                using var request = await RequestAsync(endpoint, url, body, cancellationToken).ConfigureAwait(false);
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
                if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
                    return await ReadAsync(name, endpoint, response, cancellationToken).ConfigureAwait(false);
                url = Follow(name, url, location, response.StatusCode, body is not null);
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new FacilitatorUnavailableException($"Facilitator {name} could not be reached at {Origin(url)}.", error);
        }
        throw new FacilitatorUnavailableException($"Facilitator {name} redirects more than {MaxRedirects} times.");
    }

    public static string Name(FacilitatorEndpoint endpoint) => endpoint switch
    {
        FacilitatorEndpoint.Verify => "verify",
        FacilitatorEndpoint.Settle => "settle",
        _ => "supported",
    };

    private async ValueTask<HttpRequestMessage> RequestAsync(FacilitatorEndpoint endpoint, Uri url, byte[]? body, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, url);
        if (body is not null)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        request.Headers.Accept.Add(new("application/json"));
        if (Origin(url) != Origin(options.Url!))
            return request;
        if (options.ApiKey is { } key)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (options.Headers is not { } headers)
            return request;
        foreach (var (name, value) in await headers(endpoint, cancellationToken).ConfigureAwait(false))
        {
            request.Headers.Remove(name);
            if (!request.Headers.TryAddWithoutValidation(name, value))
                throw new InvalidOperationException($"'{name}' cannot be a request header of the facilitator.");
        }
        return request;
    }

    private async ValueTask<RemoteAnswer> ReadAsync(
        string name, FacilitatorEndpoint endpoint, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var cap = endpoint == FacilitatorEndpoint.Supported ? MaxSupportedBytes : MaxAnswerBytes;
        var body = await BoundedContent.ReadAsync(response.Content, cap, cancellationToken).ConfigureAwait(false)
            ?? throw new FacilitatorUnavailableException($"Facilitator {name} answered with more than {cap} bytes.");
        var wait = response.Headers.RetryAfter;
        return new(response.StatusCode, body, wait?.Delta ?? (wait?.Date is { } date ? date - time.GetUtcNow() : null));
    }

    // 301 to 303 turn a POST into a GET in most clients: refused rather than guessed.
    private static Uri Follow(string name, Uri from, Uri location, HttpStatusCode status, bool post)
    {
        if (!Uri.TryCreate(from, location, out var to))
            throw new FacilitatorUnavailableException($"Facilitator {name} redirects to what is not a URL.");
        if (post && status is not (HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            throw new FacilitatorUnavailableException($"Facilitator {name} redirects with {(int)status}, which does not keep a POST. Set the URL that it names.");
        var downgrade = from.Scheme == Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttps;
        if (downgrade || (to.Scheme != Uri.UriSchemeHttp && to.Scheme != Uri.UriSchemeHttps))
            throw new FacilitatorUnavailableException($"Facilitator {name} redirects from https to {to.Scheme}: not followed.");
        return to;
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    private static string Origin(Uri url) => url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
