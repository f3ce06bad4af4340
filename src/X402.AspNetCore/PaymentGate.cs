using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using X402.Protocol;
using X402.Protocol.V1;
using X402.Schemes;
using X402.Stores;

namespace X402.AspNetCore;

/// <summary>
/// The life of a paid request: quote → decode → match → verify → claim → handle → settle → send, one method each. A stage that refuses
/// returns why; the next stages then do not run.
/// </summary>
internal sealed class PaymentGate : IPaymentGate
{
    private const string Permit2AllowanceRequired = "permit2_allowance_required";
    private static readonly TimeSpan InProgressRetry = TimeSpan.FromSeconds(1);

    private readonly ConditionalWeakTable<PaymentTerms, PaymentRoute> _routes = [];
    private readonly IPaymentClaims _claims;
    private readonly IFacilitator? _facilitator;
    private readonly TimeProvider _time;
    private readonly ILogger<PaymentGate> _logger;
    private readonly OfferBook _book;

    public PaymentGate(IOptions<X402Options> options, IEnumerable<IPaymentScheme> schemes, IPaymentClaims claims, TimeProvider time,
        ILogger<PaymentGate> logger, IFacilitator? facilitator = null)
    {
        Options = options.Value;
        _claims = claims;
        _time = time;
        _logger = logger;
        _facilitator = facilitator;
        _book = new(Options, [.. schemes]);
    }

    public X402Options Options { get; }

    /// <summary>Set at start when the facilitator said what it serves; null while nobody knows.</summary>
    public SupportedResponse? Supported { get; set; }

    public IFacilitator Facilitator => _facilitator
        ?? throw new X402ConfigurationException("No facilitator: call UseFacilitator(\"https://…\") after AddX402 or set X402:Facilitator:Url, or run one in this process with AddX402Facilitator.");

    /// <exception cref="X402ConfigurationException">The terms cannot be sold on.</exception>
    public PaymentRoute RouteOf(PaymentTerms terms) => _routes.GetValue(terms, key => new(key, Options, _book, ServesV1));

    public Task RunAsync(HttpContext context, PaymentTerms terms, RequestDelegate handler)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(handler);
        return RunAsync(context, RouteOf(terms), handler);
    }

    internal Task RunAsync(HttpContext context, PaymentRoute route, RequestDelegate handler) => RunAsync(new PaidRequest(context, route), handler);

    public async ValueTask<Payment?> RequireAsync(HttpContext context, PaymentTerms terms)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.FreeWhen is not null)
            throw new ArgumentException("FreeWhen has no answer here, where null says refused: decide in the handler whether to require a payment.", nameof(terms));
        var request = new PaidRequest(context, RouteOf(terms));
        if ((await AdmitAsync(request).ConfigureAwait(false) ?? await SettleAsync(request).ConfigureAwait(false)) is { } refusal)
        {
            await RefuseAsync(request, refusal).ConfigureAwait(false);
            return null;
        }
        SendFirst(request);
        context.Features.Set(new PaymentFeature(terms, request.Payment));
        return request.Payment;
    }

    private async Task RunAsync(PaidRequest request, RequestDelegate handler)
    {
        var terms = request.Route.Terms;
        if (terms.FreeWhen is { } free && await free(request.Context).ConfigureAwait(false))
        {
            await ServeAsync(request, handler).ConfigureAwait(false);
            return;
        }
        if (await AdmitAsync(request).ConfigureAwait(false) is { } refusal)
        {
            await RefuseAsync(request, refusal).ConfigureAwait(false);
        }
        else if (terms.SettleFirst || OpensConnection(request.Context))
        {
            if (await SettleAsync(request).ConfigureAwait(false) is { } unsettled)
            {
                await RefuseAsync(request, unsettled).ConfigureAwait(false);
                return;
            }
            SendFirst(request);
            await ServeAsync(request, handler).ConfigureAwait(false);
            PaidCaching.MarkEmpty(request);
        }
        else
        {
            await HandleThenSettleAsync(request, handler).ConfigureAwait(false);
        }
    }

    private async Task HandleThenSettleAsync(PaidRequest request, RequestDelegate handler)
    {
        var answer = await HandleAsync(request, handler).ConfigureAwait(false);
        var isFree = answer.StatusCode >= StatusCodes.Status400BadRequest && !request.Route.Terms.ChargeOnError;
        Refusal? refusal = null;
        try
        {
            if (isFree)
                await ReleaseAsync(request).ConfigureAwait(false);
            else
                refusal = await SettleAsync(request).ConfigureAwait(false);
        }
        catch
        {
            answer.Discard();
            throw;
        }
        if (isFree)
        {
            await answer.SendAsync().ConfigureAwait(false);
            return;
        }
        if (refusal is null)
        {
            await SendAsync(request, answer).ConfigureAwait(false);
            return;
        }
        answer.Discard();
        await RefuseAsync(request, refusal).ConfigureAwait(false);
    }

    private async ValueTask<Refusal?> AdmitAsync(PaidRequest request)
    {
        if (request.Context.Response.HasStarted)
            throw new InvalidOperationException("The answer has started, so the payment can no longer be asked for: require it before writing.");
        return await QuoteAsync(request).ConfigureAwait(false)
            ?? Decode(request)
            ?? Match(request)
            ?? await VerifyAsync(request).ConfigureAwait(false)
            ?? await ClaimAsync(request).ConfigureAwait(false);
    }

    private async ValueTask<Refusal?> QuoteAsync(PaidRequest request)
    {
        if (ResourceUrl.Of(request.Context.Request, Options.PublicBaseUrl) is not { } url)
            return new(StatusCodes.Status400BadRequest, new(ErrorCodes.InvalidRequest, Detail: "The request has no Host header.")) { Quotes = false };
        try
        {
            request.Quote = await request.Route.QuoteAsync(request.Context, url).ConfigureAwait(false);
            return null;
        }
        catch (BadHttpRequestException e)
        {
            // Its text is meant for who made the request; whatever else is thrown stays a 500 that says nothing.
            return new(e.StatusCode, new(ErrorCodes.InvalidRequest, Detail: e.Message)) { Quotes = false };
        }
    }

    private Refusal? Decode(PaidRequest request)
    {
        var headers = request.Context.Request.Headers;
        var version = 2;
        if (!headers.TryGetValue(PaymentHeaders.PaymentSignature, out var header))
        {
            version = 1;
            if (!Options.AcceptV1 || !headers.TryGetValue(PaymentHeaders.XPayment, out header))
                return new(StatusCodes.Status402PaymentRequired, new(ErrorCodes.PaymentRequired));
        }
        if (!PaymentHeaderCodec.TryDecodePaymentPayload(header.ToString(), out var payload, out var error))
            return new(StatusCodes.Status400BadRequest, error!);
        if (payload!.X402Version != version)
            return new(StatusCodes.Status400BadRequest, new(ErrorCodes.InvalidX402Version, "x402Version", $"{version}", $"{payload.X402Version}"));
        request.Payload = payload;
        return null;
    }

    private static Refusal? Match(PaidRequest request)
    {
        var payload = request.Payload!;
        var quote = request.Quote!;
        request.Offer = payload.X402Version == 1
            ? quote.Offers.FirstOrDefault(offer => quote.ServesV1(offer) && offer.Requirements.Scheme == payload.Scheme
                && NetworkNames.ToName(offer.Requirements.Network) is { } name && name == payload.Network)
            : quote.Offers.FirstOrDefault(offer => payload.Accepted is { } accepted && RequirementMatch.Matches(offer.Requirements, accepted));
        if (request.Offer is not { } matched)
            return new(StatusCodes.Status402PaymentRequired, new(ErrorCodes.NoMatchingRequirements));
        if (payload.X402Version == 2 && ExtensionEcho.Check(quote.Extensions, payload.Extensions) is { } echo)
            return new(StatusCodes.Status402PaymentRequired, echo);
        if (matched.Scheme.Identify(payload, matched.Requirements, out var identity) is { } error)
            return new(StatusCodes.Status402PaymentRequired, error);
        request.Identity = identity;
        return null;
    }

    private async ValueTask<Refusal?> VerifyAsync(PaidRequest request)
    {
        // First: a settled payment would fail verification, and its buyer would be told to pay again.
        var aborted = request.Context.RequestAborted;
        if (await _claims.FindAsync(request.ToClaim(), aborted).ConfigureAwait(false) is { } earlier)
            return Taken(earlier);
        VerifyResponse verified;
        using var timing = PaymentMetrics.Time(X402Diagnostics.VerifyDuration, "x402.verify", request, _time);
        try
        {
            verified = await Facilitator.VerifyAsync(request.ToFacilitatorRequest(), aborted).ConfigureAwait(false);
        }
        catch (FacilitatorUnavailableException e)
        {
            PaymentGateLog.VerifyUnavailable(_logger, e);
            return new(StatusCodes.Status502BadGateway, new(ErrorCodes.FacilitatorUnavailable, Detail: "The payment could not be checked. Try again with the same payment."))
            {
                Quotes = false, RetryAfter = Options.FacilitatorRetryAfter,
            };
        }
        if (verified.IsValid)
            return null;
        var reason = string.IsNullOrEmpty(verified.InvalidReason) ? ErrorCodes.InvalidPayment : verified.InvalidReason;
        return new(reason == Permit2AllowanceRequired ? StatusCodes.Status412PreconditionFailed : StatusCodes.Status402PaymentRequired,
            new(reason, Detail: verified.InvalidMessage));
    }

    private async ValueTask<Refusal?> ClaimAsync(PaidRequest request)
    {
        var claim = await _claims.ClaimAsync(request.ToClaim(), CancellationToken.None).ConfigureAwait(false);
        if (claim.Status != ClaimStatus.Claimed)
            return Taken(claim);
        request.Payment = request.ToPayment();
        return null;
    }

    private async Task<BufferedResponse> HandleAsync(PaidRequest request, RequestDelegate handler)
    {
        var answer = BufferedResponse.Begin(request.Context, request.Route.MaxResponseBufferBytes);
        try
        {
            await ServeAsync(request, handler).ConfigureAwait(false);
            await answer.FinishAsync().ConfigureAwait(false);
            return answer;
        }
        catch
        {
            answer.Discard();
            await ReleaseAsync(request).ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<Refusal?> SettleAsync(PaidRequest request)
    {
        // Never the request's token: a buyer who hangs up must not leave a transfer in doubt.
        SettleResponse? settled = null;
        using var timing = PaymentMetrics.Time(X402Diagnostics.SettleDuration, "x402.settle", request, _time);
        try
        {
            settled = await Facilitator.SettleAsync(request.ToFacilitatorRequest(), CancellationToken.None).ConfigureAwait(false);
            if (settled.IsPending && settled.Transaction.Length > 0)
            {
                var again = await Facilitator.SettleAsync(request.ToFacilitatorRequest(), CancellationToken.None).ConfigureAwait(false);
                // After a broadcast only a success, or a failure that names its transaction, is an end.
                settled = again.Success || again.Transaction.Length > 0 ? again : settled;
            }
        }
        catch (Exception e)
        {
            settled ??= request.ToUnknownSettlement();
            PaymentGateLog.SettleUnknown(_logger, e, request.Context.Request.Path, request.Identity.Key.ToString());
            await CompleteAsync(request, settled).ConfigureAwait(false);
            if (e is not FacilitatorUnavailableException)
                throw;
            return NotSettled(settled);
        }
        if (settled.Success || settled.IsPending)
            await CompleteAsync(request, settled).ConfigureAwait(false);
        else
            await ReleaseAsync(request).ConfigureAwait(false);
        if (!settled.Success)
        {
            PaymentGateLog.SettleFailed(_logger, request.Context.Request.Path, request.Identity.Key.ToString(), settled.ErrorReason, settled.ErrorMessage);
            return NotSettled(settled);
        }
        request.Payment!.Settlement = settled;
        PaymentMetrics.Count(request, "settled", null);
        PaymentGateLog.Settled(_logger, request.Context.Request.Path, request.Identity.Payer, request.Payment.Amount, request.Payment.Asset.Symbol,
            request.Payment.Network, settled.Transaction);
        return null;
    }

    private static Task SendAsync(PaidRequest request, BufferedResponse answer)
    {
        PaymentAnswers.MarkPaid(answer.Headers, request, request.Payment!.Settlement!);
        return answer.SendAsync();
    }

    // Settled before the handler: the receipt goes on whatever answer comes, also on that of an exception handler that clears headers.
    private static void SendFirst(PaidRequest request)
    {
        PaidCaching.KeepOut(request);
        request.Context.Response.OnStarting(static state =>
        {
            var settled = (PaidRequest)state;
            PaymentAnswers.MarkPaid(settled.Context.Response.Headers, settled, settled.Payment!.Settlement!);
            return Task.CompletedTask;
        }, request);
    }

    private static async Task ServeAsync(PaidRequest request, RequestDelegate handler)
    {
        var feature = new PaymentFeature(request.Route.Terms, request.Payment);
        request.Context.Features.Set(feature);
        PaidCaching.KeepOutOfOutputCache(request.Context);
        try
        {
            await handler(request.Context).ConfigureAwait(false);
        }
        finally
        {
            feature.IsActive = false;
        }
    }

    private ValueTask RefuseAsync(PaidRequest request, Refusal refusal)
    {
        PaymentGateLog.Refused(_logger, request.Context.Request.Path, refusal.Status, refusal.Error);
        PaymentMetrics.Count(request, refusal.Settlement is { IsPending: true } ? "unknown" : "refused", refusal.Error.Code);
        return PaymentAnswers.WriteAsync(request, refusal);
    }

    private async ValueTask CompleteAsync(PaidRequest request, SettleResponse outcome)
    {
        try
        {
            await _claims.CompleteAsync(request.Identity.Key, outcome, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The money moved and the claim is still held: nobody can use it twice, and its buyer gets what was paid for.
            PaymentGateLog.CompleteFailed(_logger, e, request.Context.Request.Path, request.Identity.Key.ToString());
        }
    }

    private ValueTask ReleaseAsync(PaidRequest request) =>
        _claims.ReleaseAsync(request.Identity.Key, CancellationToken.None);

    private static Refusal Taken(ClaimResult claim) => new(StatusCodes.Status409Conflict, new(ErrorCodes.PaymentAlreadyUsed, Detail: claim.Status switch
    {
        ClaimStatus.InProgress => "Another request with this payment is running.",
        ClaimStatus.BoundElsewhere => "This payment was made for another request.",
        _ => "This payment was used; its settlement is in the response header.",
    }))
    {
        Quotes = false,
        Settlement = claim.Status == ClaimStatus.Completed ? claim.Outcome : null,
        RetryAfter = claim.Status == ClaimStatus.InProgress ? InProgressRetry : null,
    };

    private static Refusal NotSettled(SettleResponse settled) =>
        new(StatusCodes.Status402PaymentRequired, new(settled.ErrorReason ?? ErrorCodes.SettlementFailed, Detail: settled.ErrorMessage))
        {
            Quotes = false, Settlement = settled,
        };

    private bool ServesV1(Offer offer) => Options.AcceptV1
        && NetworkNames.ToName(offer.Requirements.Network) is { } name
        && (Supported is not { } supported || supported.Kinds.Any(kind => kind.X402Version == 1 && kind.Scheme == offer.Requirements.Scheme && kind.Network == name));

    private static bool OpensConnection(HttpContext context) =>
        context.Features.Get<IHttpWebSocketFeature>() is { IsWebSocketRequest: true }
        || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true }
        || (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
            && context.Request.Headers.Upgrade.ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase));
}
