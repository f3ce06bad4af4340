namespace X402;

/// <summary>Stable codes of what this client refuses to pay; see <see cref="PaymentRefusedException.Errors"/>.</summary>
public static class ClientErrorCodes
{
    /// <summary>The 402 offers no way to pay.</summary>
    public const string NoOffers = "no_offers";

    /// <summary>A member of the offer is missing or not what it must be.</summary>
    public const string MalformedOffer = "malformed_offer";

    /// <summary>The host is not in <see cref="SpendPolicy.AllowHosts"/>.</summary>
    public const string HostNotAllowed = "host_not_allowed";

    /// <summary>The network is not in <see cref="SpendPolicy.AllowNetworks"/>.</summary>
    public const string NetworkNotAllowed = "network_not_allowed";

    /// <summary>The asset is not in <see cref="SpendPolicy.AllowAssets"/>.</summary>
    public const string AssetNotAllowed = "asset_not_allowed";

    /// <summary>The asset is not in <see cref="PaymentClientOptions.Assets"/>.</summary>
    public const string UnknownAsset = "unknown_asset";

    /// <summary>No signer of this client pays the scheme on that network.</summary>
    public const string NoSigner = "no_signer";

    /// <summary>The offer wants a payment flow other than <c>authorization</c>.</summary>
    public const string UnsupportedPaymentFlow = "unsupported_payment_flow";

    /// <summary>More than the policy allows for one request.</summary>
    public const string OverRequestLimit = "over_request_limit";

    /// <summary>More than what is left of the day's budget.</summary>
    public const string OverDayLimit = "over_day_limit";

    /// <summary><see cref="PaymentClientOptions.Approve"/> said no.</summary>
    public const string NotApproved = "not_approved";

    /// <summary>The request's body was too long to be kept, so the request cannot be repeated with a payment.</summary>
    public const string BodyNotReplayable = "body_not_replayable";

    /// <summary>The payment does not fit into a header.</summary>
    public const string PaymentTooLong = "payment_too_long";
}
