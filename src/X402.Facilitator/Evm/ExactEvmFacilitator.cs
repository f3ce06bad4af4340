using Microsoft.Extensions.Logging;
using X402.Evm;
using X402.Protocol;
using X402.Schemes.ExactEvm;

namespace X402.Facilitator;

/// <summary>Scheme <c>exact</c> on one EVM chain.</summary>
internal sealed class ExactEvmFacilitator : ISchemeFacilitator, IDisposable
{
    private readonly EvmNetwork _network;
    private readonly HttpClient _http;
    private readonly EvmRpc _rpc;
    private readonly Verifier _verifier;
    private readonly TransactionSender _sender;
    private readonly ExactEvmSettlement _settlement;
    private readonly ILogger _logger;

    public ExactEvmFacilitator(EvmNetwork network, ISettlementJournal journal, TimeProvider time, ILogger logger)
    {
        var options = network.Options;
        _network = network;
        _logger = logger;
        _http = new(options.HttpHandler ?? new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2), AllowAutoRedirect = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _rpc = new(network.ChainId, network.RpcUrl, _http, options.Rpc, time);
        _verifier = new(_rpc, time, options.Verifier);
        _sender = new(_rpc, network.Signer, options, time, logger);
        _settlement = new(_verifier, _sender, new(_rpc, _sender, options, time, logger), journal, options, logger);
        Signers = [network.Signer.Address.ToString()];
    }

    public string Scheme => "exact";

    public ChainId Network => _network.ChainId;

    public IReadOnlyList<string> Signers { get; }

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        ChainId actual;
        try
        {
            actual = await _rpc.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChainUnavailableException error)
        {
            throw new X402ConfigurationException($"{Network}: the RPC at {_network.RpcUrl.Host} does not answer to eth_chainId. Set an RPC URL that does.", error);
        }
        if (actual != Network)
            throw new X402ConfigurationException($"{Network}: the RPC at {_network.RpcUrl.Host} serves {actual}. Set an RPC URL of {Network}.");
        FacilitatorLog.Serving(_logger, Network, Signers[0]);
    }

    public ValueTask<VerifyResponse> VerifyAsync(FacilitatorRequest request, CancellationToken cancellationToken) =>
        _verifier.VerifyAsync(request, simulate: true, cancellationToken);

    public async ValueTask<SettleResponse> SettleAsync(FacilitatorRequest request, CancellationToken cancellationToken)
    {
        var outcome = await _settlement.SettleAsync(request, cancellationToken).ConfigureAwait(false);
        if (outcome.ErrorReason == ErrorCodes.ExactEvmRelayerInsufficientFunds)
            FacilitatorLog.OutOfGasMoney(_logger, _network.Signer.Address, Network);
        return outcome;
    }

    public Task DrainAsync() => _settlement.DrainAsync();

    public void Dispose()
    {
        _http.Dispose();
        _sender.Dispose();
    }
}
