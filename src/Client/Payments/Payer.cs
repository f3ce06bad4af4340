using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using X402.Protocol;
using X402.Schemes;

namespace X402.Client;

/// <summary>Turns a challenge into a payment within the budget, and books the answer. Shared by every handler of one client.</summary>
internal sealed class Payer
{
    private readonly SpendPolicy _policy;
    private readonly OfferCheck _check;
    private readonly ISpendLedger _ledger;
    private readonly UnsettledPayments _unsettled;
    private readonly ILogger _log;

    public Payer(IEnumerable<IPaymentSigner> signers, SpendPolicy policy, PaymentClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(signers);
        ArgumentNullException.ThrowIfNull(policy);
        options.Validate();
        IPaymentSigner[] all = [.. signers];
        if (all.Length == 0 || Array.Exists(all, signer => signer is null))
            throw new ArgumentException("A signer is needed, and none may be null.", nameof(signers));
        _policy = policy;
        _check = new(all, policy, options.Assets);
        _ledger = options.Ledger ?? new InMemorySpendLedger(options.TimeProvider);
        _unsettled = new(options.TimeProvider);
        _log = options.LoggerFactory?.CreateLogger("X402.Client") ?? NullLogger.Instance;
        Options = options;
    }

    public PaymentClientOptions Options { get; }

    /// <summary>
    /// The payment for this request: one that is still unsettled, else a new one for the first offer, in the server's order, that the policy
    /// and what is left of the day allow. No payment: the reasons.
    /// </summary>
    public async ValueTask<(Payment? Payment, IReadOnlyList<PaymentError> Errors)> PrepareAsync(
        HttpRequestMessage request, byte[]? body, Challenge challenge, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        if (!_policy.AllowsHost(url))
            return Refused(ClientErrorCodes.HostNotAllowed, "host", $"host {Text.Excerpt(url.Authority)} is not in AllowHosts");
        if (challenge.Offers.Count == 0)
            return Refused(ClientErrorCodes.NoOffers, "accepts", "the server offers no way to pay");
        var errors = new List<PaymentError>();
        var choices = new List<(Choice Choice, int Number, RequestKey Key)>();
        var hash = RequestKey.Hash(body);
        for (var number = 1; number <= challenge.Offers.Count; number++)
        {
            if (_check.Check(challenge.Offers[number - 1], number, out var choice) is { } error)
                errors.Add(error);
            else
                choices.Add((choice!, number, RequestKey.Of(request, hash, challenge.Version, choice!.Requirements)));
        }
        foreach (var (choice, _, key) in choices)
        {
            if (!_unsettled.TryTake(key, out var earlier))
                continue;
            _log.Resending(url.Host, choice.Describe());
            return (earlier, []);
        }
        foreach (var (choice, number, key) in choices)
        {
            if (Options.Approve is { } approve
                && !await approve(new(url, choice.Requirements, choice.Asset, choice.Amount), cancellationToken).ConfigureAwait(false))
            {
                errors.Add(OfferCheck.Error(number, ClientErrorCodes.NotApproved, "amount", $"{choice.Describe()} was not approved"));
                break;
            }
            var now = Options.TimeProvider.GetUtcNow();
            var validity = Validity.Clamp(choice.Requirements.MaxTimeoutSeconds, Options.MaxValidity);
            var reservation = await _ledger.TryReserveAsync(choice.Cost, _policy.DayLimit, now + validity, cancellationToken).ConfigureAwait(false);
            if (reservation is null)
            {
                errors.Add(_check.OverDayLimit(choice, number));
                continue;
            }
            var payment = await SignAsync(choice, key, challenge, reservation, now, validity, cancellationToken).ConfigureAwait(false);
            if (payment is not null)
            {
                _log.Paying(url.Host, choice.Describe(), reservation.ValidUntil);
                return (payment, []);
            }
            var tooLong = $"the payment with the server's extensions is over {PaymentHeaderCodec.MaxHeaderLength} characters";
            errors.Add(OfferCheck.Error(number, ClientErrorCodes.PaymentTooLong, "extra", tooLong));
        }
        return (null, errors);
    }

    /// <summary>Books the answer to a payment that was sent; false when the payment may still settle and has to be kept.</summary>
    public async ValueTask<bool> BookAsync(Payment payment, string host, HttpResponseMessage response)
    {
        var receipt = response.GetPaymentReceipt();
        var status = (int)response.StatusCode;
        // Peers that send no receipt have taken the money when they serve.
        if (!(receipt?.Success ?? status < 400))
        {
            var reason = Text.Excerpt(receipt?.ErrorReason ?? "no receipt");
            _log.NotAccepted(host, payment.Choice.Describe(), status, reason, payment.Reservation.ValidUntil);
            ClientCounter.Add("failed", payment.Choice.Requirements);
            return false;
        }
        await _ledger.CommitAsync(payment.Reservation, CancellationToken.None).ConfigureAwait(false);
        _log.Paid(host, payment.Choice.Describe(), status, Text.Excerpt(receipt?.Transaction));
        ClientCounter.Add("paid", payment.Choice.Requirements);
        return true;
    }

    /// <summary>Keeps a payment that left and was not accepted: the next repetition of its request takes it up.</summary>
    public void Keep(Payment payment) => _unsettled.Add(payment);

    public void NoAnswer(Payment payment, string host) => _log.NoAnswer(host, payment.Choice.Describe(), payment.Reservation.ValidUntil);

    /// <summary>Whether a payment is valid long enough to be sent again.</summary>
    public bool IsStillValid(Payment payment) =>
        payment.Reservation.ValidUntil > Options.TimeProvider.GetUtcNow() + UnsettledPayments.NeededValidity;

    public PaymentRefusedException Refuse(HttpRequestMessage request, IReadOnlyList<PaymentError> errors)
    {
        var refusal = new PaymentRefusedException(request.RequestUri, errors);
        _log.Refused(request.RequestUri!.Host, refusal.Message);
        ClientCounter.Add("refused", null, errors[0].Code);
        return refusal;
    }

    private async ValueTask<Payment?> SignAsync(
        Choice choice, RequestKey key, Challenge challenge, SpendReservation reservation, DateTimeOffset now, TimeSpan validity,
        CancellationToken cancellationToken)
    {
        Payment? payment = null;
        try
        {
            var signed = await choice.Signer.SignAsync(
                new()
                {
                    X402Version = challenge.Version,
                    Requirements = choice.Requirements,
                    Asset = choice.Asset,
                    Now = now,
                    Lifetime = validity,
                },
                cancellationToken).ConfigureAwait(false);
            if (signed.Identity.ValidUntil > reservation.ValidUntil + TimeSpan.FromSeconds(1))
                throw new InvalidOperationException("The signer made a payment that is valid for longer than it was asked for.");
            var value = PaymentHeaderCodec.Encode(Assemble(choice, challenge, signed));
            if (value.Length <= PaymentHeaderCodec.MaxHeaderLength)
            {
                var header = challenge.Version == 1 ? PaymentHeaders.XPayment : PaymentHeaders.PaymentSignature;
                payment = new(key, header, value, reservation, choice);
            }
            return payment;
        }
        finally
        {
            if (payment is null) // nothing left the process
                await _ledger.ReleaseAsync(reservation, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static (Payment?, IReadOnlyList<PaymentError>) Refused(string code, string field, string text) =>
        (null, [new(code, field, Detail: text)]);

    private static PaymentPayload Assemble(Choice choice, Challenge challenge, SignedPayment signed) => challenge.V2 is { } required
        ? new()
        {
            X402Version = 2,
            Payload = signed.Payload,
            Extensions = required.Extensions,
            Resource = required.Resource,
            Accepted = choice.Requirements,
        }
        : new() { X402Version = 1, Scheme = choice.Requirements.Scheme, Network = choice.Offer.V1!.Network, Payload = signed.Payload };
}
