using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace X402.AspNetCore;

/// <summary>The URL of what is sold: the case of every letter is kept, since ids in it may depend on it.</summary>
internal static class ResourceUrl
{
    /// <summary>Null when the request has no Host and no base URL is configured.</summary>
    public static string? Of(HttpRequest request, string? publicBaseUrl)
    {
        if (publicBaseUrl is not null)
        {
            return string.Concat(publicBaseUrl.AsSpan().TrimEnd('/'), request.PathBase.ToUriComponent(), request.Path.ToUriComponent(),
                request.QueryString.ToUriComponent());
        }
        return request.Host.HasValue
            ? UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path, request.QueryString)
            : null;
    }
}
