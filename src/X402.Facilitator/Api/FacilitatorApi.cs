using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using X402.Protocol;

namespace X402.Facilitator;

/// <summary>The HTTP API (x402 v2 specification, facilitator interface): a refused payment is 200, a malformed body 400, a broken chain 503.</summary>
internal sealed class FacilitatorApi(
    LocalFacilitator facilitator, IOptions<FacilitatorOptions> options, TimeProvider time, ILogger<FacilitatorApi> logger)
{
    private const int RetryAfterSeconds = 5;
    private readonly ApiKeys _keys = new(options.Value.ApiKeys);

    public Task VerifyAsync(HttpContext context) =>
        AnswerAsync(context, "verify", X402Json.Wire.VerifyResponse, async request =>
        {
            using var measured = new FacilitatorCall("x402.facilitator.verify", X402Diagnostics.VerifyDuration, request, time);
            return measured.Ended(await facilitator.VerifyAsync(request, context.RequestAborted).ConfigureAwait(false));
        });

    // The token of the request ends the waiting only: LocalFacilitator settles to the end.
    public Task SettleAsync(HttpContext context) =>
        AnswerAsync(context, "settle", X402Json.Wire.SettleResponse, async request =>
        {
            using var measured = new FacilitatorCall("x402.facilitator.settle", X402Diagnostics.SettleDuration, request, time);
            return measured.Ended(await facilitator.SettleAsync(request, context.RequestAborted).ConfigureAwait(false));
        });

    public async Task SupportedAsync(HttpContext context) =>
        await WriteAsync(context, StatusCodes.Status200OK, await facilitator.GetSupportedAsync(context.RequestAborted).ConfigureAwait(false), X402Json.Wire.SupportedResponse).ConfigureAwait(false);

    public static Task HealthAsync(HttpContext context) => WriteAsync(context, StatusCodes.Status200OK, new("ok"), ApiJson.Default.ApiHealth);

    private async Task AnswerAsync<T>(HttpContext context, string operation, JsonTypeInfo<T> type, Func<FacilitatorRequest, ValueTask<T>> run)
    {
        if (!_keys.Admits(context.Request))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, new("An API key is needed: Authorization: Bearer <key>.")).ConfigureAwait(false);
            return;
        }
        try
        {
            var max = options.Value.MaxRequestBytes;
            LetBodyReach(context, max);
            if (await BoundedContent.ReadAsync(context.Request.Body, context.Request.ContentLength, max, context.RequestAborted).ConfigureAwait(false) is not { } body)
                await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, new($"The body is longer than {max} bytes.")).ConfigureAwait(false);
            else if (!FacilitatorRequestBody.TryRead(body, out var request, out var error))
                await RefuseAsync(context, StatusCodes.Status400BadRequest, error!).ConfigureAwait(false);
            else
                await WriteAsync(context, StatusCodes.Status200OK, await run(request!).ConfigureAwait(false), type).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone; nobody reads an answer.
        }
        catch (BadHttpRequestException error)
        {
            await RefuseAsync(context, error.StatusCode, new("The body could not be read.")).ConfigureAwait(false);
        }
        catch (FacilitatorUnavailableException error)
        {
            FacilitatorLog.Unavailable(logger, error, operation);
            context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, new("The chain cannot be asked now. Try the same payment again.")).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The last stop: whatever went wrong stays in the log and off the wire.
        catch (Exception error)
#pragma warning restore CA1031
        {
            FacilitatorLog.Failed(logger, error, operation);
            await RefuseAsync(context, StatusCodes.Status500InternalServerError, new("Internal Server Error")).ConfigureAwait(false);
        }
    }

    // Kestrel's own limit would answer without a body; ours is lower and answers in JSON.
    private static void LetBodyReach(HttpContext context, int max)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit && limit.MaxRequestBodySize < 4L * max)
            limit.MaxRequestBodySize = 4L * max;
    }

    private static Task RefuseAsync(HttpContext context, int status, ApiError error) =>
        context.Response.HasStarted ? Task.CompletedTask : WriteAsync(context, status, error, ApiJson.Default.ApiError);

    private static Task WriteAsync<T>(HttpContext context, int status, T value, JsonTypeInfo<T> type)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(value, type, cancellationToken: context.RequestAborted);
    }
}
