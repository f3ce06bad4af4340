using System.Net;
using X402.Client;
using X402.Schemes;

namespace X402;

/// <summary>
/// Answers a 402 with a payment within a <see cref="SpendPolicy"/> and repeats the request, once. A request that already carries a payment
/// header passes untouched. A second 402 is the caller's: the payment stays in the budget, since it may still settle, and the same request
/// made again uses the same payment. Redirects are followed here by the rules of <see cref="HttpClient"/>, a payment never to another origin.
/// </summary>
public sealed class PaymentHandler : DelegatingHandler
{
    private static readonly TimeSpan ResendDelay = TimeSpan.FromSeconds(1);

    private readonly Payer _payer;
    private bool _checked;

    /// <summary>With one wallet.</summary>
    public PaymentHandler(IPaymentSigner signer, SpendPolicy policy, PaymentClientOptions? options = null)
        : this([signer], policy, options)
    {
    }

    /// <summary>With several wallets: the first that can pay an offer does.</summary>
    /// <exception cref="X402ConfigurationException">An option is out of its range.</exception>
    public PaymentHandler(IEnumerable<IPaymentSigner> signers, SpendPolicy policy, PaymentClientOptions? options = null)
        : this(new Payer(signers, policy, options ?? new()))
    {
    }

    internal PaymentHandler(Payer payer) => _payer = payer;

    /// <summary>Not served: paying takes asynchronous calls.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A paying client has no synchronous calls: use SendAsync.");

    /// <inheritdoc/>
    /// <exception cref="PaymentRefusedException">The server asks for what the policy does not allow, or cannot be paid.</exception>
    /// <exception cref="X402ConfigurationException">The handler below follows redirects.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!_checked)
        {
            Transport.RefuseRedirects(InnerHandler);
            _checked = true;
        }
        if (RequestCopy.CarriesPayment(request))
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var (first, kept) = await KeepBodyAsync(request, cancellationToken).ConfigureAwait(false);
        var (sent, response) = await FollowAsync(first, kept, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.PaymentRequired)
            return response;
        try
        {
            return await AnswerAsync(sent, kept, response, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(
        HttpRequestMessage sent, bool kept, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var (challenge, error) = await Challenge.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        if (challenge is null && error is null)
            return response; // a 402 of something else
        if (sent.Content is not null && !kept)
        {
            var reason = $"the request's body is over {_payer.Options.MaxReplayBodyBytes} bytes (MaxReplayBodyBytes) and cannot be sent again";
            error ??= new(ClientErrorCodes.BodyNotReplayable, Detail: reason);
        }
        IReadOnlyList<PaymentError> errors = error is null ? [] : [error];
        Payment? payment = null;
        if (error is null)
        {
            var body = sent.Content is null ? null : await sent.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            (payment, errors) = await _payer.PrepareAsync(sent, body, challenge!, cancellationToken).ConfigureAwait(false);
        }
        if (payment is not null)
        {
            response.Dispose();
            return await SendPaidAsync(sent, payment, cancellationToken).ConfigureAwait(false);
        }
        var refusal = _payer.Refuse(sent, errors);
        return _payer.Options.ThrowOnRefusal ? throw refusal : response;
    }

    private async Task<HttpResponseMessage> SendPaidAsync(HttpRequestMessage sent, Payment payment, CancellationToken cancellationToken)
    {
        var host = sent.RequestUri!.Host;
        bool answered = false, accepted = false;
        try
        {
            for (var left = _payer.Options.AutomaticResends; ; left--)
            {
                try
                {
                    var paid = RequestCopy.Of(sent, sent.Content);
                    paid.Headers.TryAddWithoutValidation(payment.Header, payment.Value);
                    var (_, response) = await FollowAsync(paid, bodyIsKept: true, cancellationToken).ConfigureAwait(false);
                    answered = true;
                    accepted = await _payer.BookAsync(payment, host, response).ConfigureAwait(false);
                    var mayPass = response.StatusCode == HttpStatusCode.Conflict || (int)response.StatusCode >= 500;
                    if (accepted || !mayPass || left <= 0 || !_payer.IsStillValid(payment))
                    {
                        if (!accepted)
                            await RefusalBody.KeepAsync(response, cancellationToken).ConfigureAwait(false);
                        return response;
                    }
                    response.Dispose();
                }
                catch (HttpRequestException) when (left > 0 && _payer.IsStillValid(payment))
                {
                    _payer.NoAnswer(payment, host); // sent again below: the same payment, so it cannot be paid twice
                }
                await Task.Delay(ResendDelay, _payer.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            if (!accepted)
                _payer.Keep(payment);
            if (!answered)
                _payer.NoAnswer(payment, host);
        }
    }

    private async Task<(HttpRequestMessage Sent, HttpResponseMessage Response)> FollowAsync(
        HttpRequestMessage request, bool bodyIsKept, CancellationToken cancellationToken)
    {
        for (var followed = 0; ; followed++)
        {
            var url = request.RequestUri;
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            response.RequestMessage ??= request;
            if (response.StatusCode == HttpStatusCode.PaymentRequired && !Equals(url, response.RequestMessage.RequestUri))
            {
                response.Dispose();
                throw new X402ConfigurationException(
                    "A handler below PaymentHandler follows redirects or changes the URL: turn that off, or a payment could reach another origin.");
            }
            var next = followed < _payer.Options.MaxRedirects ? RequestCopy.Redirected(request, response, bodyIsKept) : null;
            if (next is null)
                return (request, response);
            response.Dispose();
            request = next;
        }
    }

    /// <summary>The request with a body that can be sent twice, if it is short enough; a longer one goes out as it is.</summary>
    private async Task<(HttpRequestMessage Request, bool Kept)> KeepBodyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var max = _payer.Options.MaxReplayBodyBytes;
        if (request.Content is not { } content)
            return (request, true);
        if (content.Headers.ContentLength is { } length)
        {
            if (length <= max)
                await content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
            return (request, length <= max);
        }
        var body = await KeptContent.ReadAsync(content, max, cancellationToken).ConfigureAwait(false);
        return (RequestCopy.Of(request, body.Content), body.Bytes is not null);
    }
}
