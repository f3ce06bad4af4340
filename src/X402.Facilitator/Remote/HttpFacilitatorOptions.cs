namespace X402.Facilitator;

/// <summary>A remote facilitator and how to talk to it.</summary>
public sealed class HttpFacilitatorOptions
{
    /// <summary>Base URL, absolute, http or https; may have a path. Redirects are followed, an API key stays with this origin.</summary>
    public Uri? Url { get; set; }

    /// <summary>Sent as <c>Authorization: Bearer …</c> with every call.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Headers of each call, asked for anew each time: services such as CDP bind a token to one endpoint for two minutes.</summary>
    public Func<FacilitatorEndpoint, CancellationToken, ValueTask<IReadOnlyDictionary<string, string>>>? Headers { get; set; }

    /// <summary>How long a verify or a settle may take. 90 s unless set: settling on a slow chain exceeds 30.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>How long one fetch of <c>/supported</c> may take. 30 s unless set.</summary>
    public TimeSpan SupportedTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the answer of <c>/supported</c> is kept. 10 minutes unless set.</summary>
    public TimeSpan SupportedLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>One line that says what to change; null when all is well.</summary>
    internal string? Problem() =>
        Url is not { IsAbsoluteUri: true } || (Url.Scheme != Uri.UriSchemeHttp && Url.Scheme != Uri.UriSchemeHttps)
            ? $"The facilitator's URL is '{(Url is null ? null : Redact(Url))}': give an absolute one, http or https, such as https://facilitator.example."
        : Url.UserInfo.Length > 0 || Url.Query.Length > 0 || Url.Fragment.Length > 0
            ? "The facilitator's URL must not have user, query or fragment; put keys into ApiKey or Headers."
        : Timeout <= TimeSpan.Zero || SupportedTimeout <= TimeSpan.Zero || SupportedLifetime <= TimeSpan.Zero
            ? "The facilitator's time-outs must be above zero."
        : ApiKey is not null && !IsHeaderText(ApiKey) ? "The facilitator's ApiKey must be printable ASCII without spaces."
        : null;

    /// <summary>A URL without what may be secret in it.</summary>
    private static string Redact(Uri url) =>
        Redact(url.IsAbsoluteUri ? url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : url.OriginalString);

    // Nothing of it where a password may stand. To Uri only http has queries: elsewhere it escapes the question mark.
    private static string Redact(string text) =>
        text.Contains('@', StringComparison.Ordinal) ? "…" : text.Split(["?", "#", "%3F"], StringSplitOptions.None)[0].ReplaceLineEndings(" ");

    internal static bool IsHeaderText(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('!', '~');
}
