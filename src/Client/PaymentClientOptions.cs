using Microsoft.Extensions.Logging;

namespace X402;

/// <summary>What may be changed about a paying client. The defaults suit an agent that calls strangers' servers.</summary>
public sealed class PaymentClientOptions
{
    /// <summary>
    /// The tokens that may be paid in; anything else is refused. Every one counts as a dollar per whole token in <see cref="SpendPolicy"/>,
    /// so add dollar tokens only. The domain that is signed comes from here, never from the server.
    /// </summary>
    public AssetTable Assets { get; set; } = AssetTable.Default;

    /// <summary>The clock of days, validity and waits.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where the day's spending is kept; in memory of this client when null. Share one to share a budget.</summary>
    public ISpendLedger? Ledger { get; set; }

    /// <summary>
    /// The transport below, for <see cref="X402Http.Create(Schemes.IPaymentSigner, SpendPolicy, PaymentClientOptions?)"/> only. It must not
    /// follow redirects by itself: that would carry a payment to another origin.
    /// </summary>
    public HttpMessageHandler? InnerHandler { get; set; }

    /// <summary>Asked before each new signature, after the policy agreed; false refuses. Null asks nobody.</summary>
    public Func<PaymentOffer, CancellationToken, ValueTask<bool>>? Approve { get; set; }

    /// <summary>Whether an offer that is refused here gives <see cref="PaymentRefusedException"/> (default) or the 402 itself.</summary>
    public bool ThrowOnRefusal { get; set; } = true;

    /// <summary>The longest validity that is signed, whatever the server asks for: 15 seconds to 1 day, 5 minutes by default.</summary>
    public TimeSpan MaxValidity { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How many bytes of a request's body are kept to repeat it with a payment; 1 MiB by default. A longer body is sent, but a 402 to it is
    /// refused with <see cref="ClientErrorCodes.BodyNotReplayable"/>.
    /// </summary>
    public int MaxReplayBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>How many redirects are followed per request; 10 by default, 0 to hand them to the caller.</summary>
    public int MaxRedirects { get; set; } = 10;

    /// <summary>
    /// How often one call sends the same payment again by itself after a 5xx, a 409 or a broken connection; 0 by default. The caller's own
    /// retry of the same request uses the same payment again in any case, while it is valid.
    /// </summary>
    public int AutomaticResends { get; set; }

    /// <summary>Where the client logs; no signature and no header is ever logged.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Assets);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        if (MaxValidity < Client.Validity.Min || MaxValidity > TimeSpan.FromDays(1))
            throw new X402ConfigurationException($"MaxValidity is {MaxValidity}; set it between {Client.Validity.Min} and one day.");
        if (MaxReplayBodyBytes < 0 || MaxRedirects < 0 || AutomaticResends < 0)
            throw new X402ConfigurationException("MaxReplayBodyBytes, MaxRedirects and AutomaticResends cannot be negative.");
    }
}
