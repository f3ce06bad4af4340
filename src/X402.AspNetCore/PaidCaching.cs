using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCaching;

namespace X402.AspNetCore;

/// <summary>Keeps paid answers out of this process's own caches, which would serve them to the next who asks, unpaid.</summary>
internal static class PaidCaching
{
    public static void KeepOutOfOutputCache(HttpContext context)
    {
        if (context.Features.Get<IOutputCacheFeature>() is { } cache)
            cache.Context.AllowCacheStorage = false;
    }

    /// <summary>For an answer that is not held back: whatever its handler says of caching is overruled before its first byte.</summary>
    public static void KeepOut(PaidRequest request)
    {
        KeepOutOfOutputCache(request.Context);
        // The response cache decides when the first byte reaches it, before the answer starts and its last callbacks run.
        if (request.Context.Features.Get<IResponseCachingFeature>() is not null)
            request.Context.Response.Body = new MarkingStream(request.Context.Response.Body, () => Mark(request));
    }

    /// <summary>The same for an answer that had no byte.</summary>
    public static void MarkEmpty(PaidRequest request)
    {
        if (request.Context.Features.Get<IResponseCachingFeature>() is not null)
            Mark(request);
    }

    private static void Mark(PaidRequest request)
    {
        if (!request.Context.Response.HasStarted)
            PaymentAnswers.MarkPaid(request.Context.Response.Headers, request, request.Payment!.Settlement!);
    }
}
