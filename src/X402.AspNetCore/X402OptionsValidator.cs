using Microsoft.Extensions.Options;

namespace X402.AspNetCore;

/// <summary>Bounds of <see cref="X402Options"/>. Its findings reach the user as <see cref="X402ConfigurationException"/> at start.</summary>
internal sealed class X402OptionsValidator : IValidateOptions<X402Options>
{
    public ValidateOptionsResult Validate(string? name, X402Options options)
    {
        if (Find(options) is { } finding)
            throw new X402ConfigurationException(finding);
        return ValidateOptionsResult.Success;
    }

    private static string? Find(X402Options options)
    {
        if (!IsTimeout(options.MaxTimeout))
            return $"MaxTimeout is {options.MaxTimeout}: set 1 s to 1 h in whole seconds.";
        if (options.MaxResponseBufferBytes < 1)
            return $"MaxResponseBufferBytes is {options.MaxResponseBufferBytes}: set the bytes of an answer to hold back until it is paid.";
        if (options.MaxPricedBodyBytes < 1)
            return $"MaxPricedBodyBytes is {options.MaxPricedBodyBytes}: set the bytes of a request body to read a price from.";
        if (options.FacilitatorRetryAfter < TimeSpan.FromSeconds(1) || options.FacilitatorRetryAfter > TimeSpan.FromHours(1))
            return $"FacilitatorRetryAfter is {options.FacilitatorRetryAfter}: set 1 s to 1 h.";
        if (options.PublicBaseUrl is { } url && !IsBaseUrl(url))
            return $"PublicBaseUrl is '{url}': set an absolute http or https URL without query or fragment, such as https://api.example.";
        return null;
    }

    internal static bool IsTimeout(TimeSpan value) =>
        value >= TimeSpan.FromSeconds(1) && value <= TimeSpan.FromHours(1) && value.Ticks % TimeSpan.TicksPerSecond == 0;

    private static bool IsBaseUrl(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0;
}
