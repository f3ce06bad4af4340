using Microsoft.Extensions.Logging;
using X402.Evm;
using X402.Protocol;
using X402.Protocol.V1;

namespace X402.Facilitator;

/// <summary>
/// The facilitator of this process: verifies and settles what its networks serve, v2 and v1, and refuses everything else. Made by
/// <c>AddX402Facilitator</c>.
/// </summary>
public sealed class LocalFacilitator : IFacilitator
{
    private readonly Dictionary<(string Scheme, string Network), ISchemeFacilitator> _schemes;
    private readonly SupportedResponse _supported;
    private readonly ILogger _logger;

    internal LocalFacilitator(IEnumerable<ISchemeFacilitator> schemes, ILogger<LocalFacilitator> logger)
    {
        Schemes = [.. schemes];
        _schemes = Schemes.ToDictionary(scheme => (scheme.Scheme, scheme.Network.ToString()));
        _supported = Describe(Schemes);
        _logger = logger;
    }

    internal IReadOnlyList<ISchemeFacilitator> Schemes { get; }

    /// <inheritdoc/>
    public async ValueTask<VerifyResponse> VerifyAsync(FacilitatorRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Find(request, out var scheme) is { } error)
            return VerifyResponse.Invalid(error, "");
        try
        {
            return await scheme!.VerifyAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ChainUnavailableException failure)
        {
            FacilitatorLog.Unavailable(_logger, failure, "verify");
            throw new FacilitatorUnavailableException($"{scheme!.Network} could not be asked.", failure);
        }
    }

    /// <inheritdoc/>
    /// <remarks>A cancelled token ends the waiting of this caller; the settlement goes on, and asking again joins it.</remarks>
    public async ValueTask<SettleResponse> SettleAsync(FacilitatorRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var network = WireNetwork(request);
        if (Find(request, out var scheme) is { } error)
            return SettleResponse.Failed(error, network, "");
        try
        {
            return OnNetwork(await scheme!.SettleAsync(request, cancellationToken).ConfigureAwait(false), network);
        }
        catch (ChainUnavailableException failure)
        {
            FacilitatorLog.Unavailable(_logger, failure, "settle");
            throw new FacilitatorUnavailableException($"{scheme!.Network} could not be asked.", failure);
        }
    }

    /// <inheritdoc/>
    public ValueTask<SupportedResponse> GetSupportedAsync(CancellationToken cancellationToken = default) => new(_supported);

    private PaymentError? Find(FacilitatorRequest request, out ISchemeFacilitator? scheme)
    {
        scheme = null;
        var version = request.PaymentPayload.X402Version;
        if (version is not (1 or 2))
            return new(ErrorCodes.InvalidX402Version, Detail: $"No facilitator registered for x402 version: {version}");
        var required = request.PaymentRequirements;
        var named = version == 2 || NetworkNames.ToName(required.Network) is not null;
        return named && _schemes.TryGetValue((required.Scheme, required.Network), out scheme)
            ? null
            : new(ErrorCodes.UnsupportedScheme, Detail: $"No facilitator registered for scheme: {Shorten(required.Scheme)} and network: {Shorten(WireNetwork(request))}");
    }

    private static string WireNetwork(FacilitatorRequest request) =>
        request.PaymentPayload.X402Version == 1
            ? NetworkNames.ToName(request.PaymentRequirements.Network) ?? request.PaymentRequirements.Network
            : request.PaymentRequirements.Network;

    private static SettleResponse OnNetwork(SettleResponse outcome, string network) => outcome.Network == network ? outcome : new()
    {
        Success = outcome.Success, ErrorReason = outcome.ErrorReason, ErrorMessage = outcome.ErrorMessage, Payer = outcome.Payer,
        Transaction = outcome.Transaction, Network = network, Amount = outcome.Amount, Extensions = outcome.Extensions, Extra = outcome.Extra,
    };

    private static SupportedResponse Describe(IReadOnlyList<ISchemeFacilitator> schemes)
    {
        var current = schemes.Select(scheme => new SupportedKind { X402Version = 2, Scheme = scheme.Scheme, Network = scheme.Network.ToString() });
        var old = schemes.Select(scheme => (scheme.Scheme, Name: NetworkNames.ToName(scheme.Network.ToString()))).Where(kind => kind.Name is not null)
            .Select(kind => new SupportedKind { X402Version = 1, Scheme = kind.Scheme, Network = kind.Name! });
        var signers = schemes.GroupBy(scheme => $"{scheme.Network.Namespace}:*")
            .ToDictionary(family => family.Key, family => (IReadOnlyList<string>)[.. family.SelectMany(scheme => scheme.Signers).Distinct()]);
        return new() { Kinds = [.. current, .. old], Extensions = [], Signers = signers };
    }

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..80];
}
