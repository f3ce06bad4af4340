using System.Net;
using X402.Protocol;

namespace X402.Facilitator;

/// <summary>
/// A facilitator behind HTTP (x402 v2 specification, facilitator interface). A refusal is an answer, whatever its HTTP status; everything
/// else is a <see cref="FacilitatorUnavailableException"/>. Settle is never repeated here: a lost answer is an unknown outcome.
/// </summary>
public sealed class HttpFacilitator : IFacilitator
{
    private const int SupportedAttempts = 3;
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(30);

    private readonly RemoteTransport _transport;
    private readonly RemotePipelines _pipelines;
    private readonly SupportedCache _supported;
    private readonly TimeProvider _time;

    /// <summary>Talks through <paramref name="http"/>, which lives as long as this; let its handler leave redirects to this class.</summary>
    /// <exception cref="X402ConfigurationException">The options are wrong.</exception>
    public HttpFacilitator(HttpClient http, HttpFacilitatorOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (options.Problem() is { } problem)
            throw new X402ConfigurationException(problem);
        _transport = new(http, options, time);
        _pipelines = new(options, time);
        _supported = new(FetchSupportedAsync, options.SupportedLifetime, time);
        _time = time;
    }

    /// <inheritdoc/>
    public async ValueTask<VerifyResponse> VerifyAsync(FacilitatorRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (RemoteRequest.Write(request) is not { } body)
            return VerifyResponse.Invalid(NoV1Name(request), "");
        var answer = await CallAsync(FacilitatorEndpoint.Verify, body, cancellationToken).ConfigureAwait(false);
        return answer.Read("verify", "isValid", X402Json.Wire.VerifyResponse);
    }

    /// <inheritdoc/>
    public async ValueTask<SettleResponse> SettleAsync(FacilitatorRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (RemoteRequest.Write(request) is not { } body)
            return SettleResponse.Failed(NoV1Name(request), request.PaymentRequirements.Network);
        var answer = await CallAsync(FacilitatorEndpoint.Settle, body, cancellationToken).ConfigureAwait(false);
        return answer.Read("settle", "success", X402Json.Wire.SettleResponse);
    }

    /// <inheritdoc/>
    public async ValueTask<SupportedResponse> GetSupportedAsync(CancellationToken cancellationToken = default) =>
        await _supported.GetAsync(cancellationToken).ConfigureAwait(false);

    private ValueTask<RemoteAnswer> CallAsync(FacilitatorEndpoint endpoint, byte[]? body, CancellationToken cancellationToken) =>
        _pipelines.RunAsync(endpoint, token => _transport.CallAsync(endpoint, body, token), cancellationToken);

    // Shared by all who wait for it, so no caller's token ends it; the pipeline's time-out does.
    private async Task<SupportedResponse> FetchSupportedAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await CallAsync(FacilitatorEndpoint.Supported, null, CancellationToken.None).ConfigureAwait(false);
            if (answer.Status != HttpStatusCode.TooManyRequests || attempt == SupportedAttempts)
                return answer.Read("supported", null, X402Json.Wire.SupportedResponse);
            var wait = answer.RetryAfter ?? TimeSpan.FromSeconds(1 << (attempt - 1));
            wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > MaxRetryAfter ? MaxRetryAfter : wait;
            await Task.Delay(wait, _time, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static PaymentError NoV1Name(FacilitatorRequest request) =>
        new(ErrorCodes.ExactEvmNetworkMismatch, "paymentRequirements.network", "a network with a v1 name", request.PaymentRequirements.Network);
}
