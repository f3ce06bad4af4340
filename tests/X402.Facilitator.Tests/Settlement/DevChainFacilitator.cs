using Microsoft.Extensions.DependencyInjection;
using X402.Evm;
using X402.Protocol;
using X402.Testing;

namespace X402.Facilitator.Tests.Settlement;

/// <summary>A facilitator on a chain of its own.</summary>
internal sealed class DevChainFacilitator : IAsyncDisposable
{
    private readonly List<ServiceProvider> _services = [];

    private DevChainFacilitator(DevChain chain)
    {
        Chain = chain;
        Requirements = RequirementsBuilder.For(chain).Build();
    }

    public DevChain Chain { get; }

    public PaymentRequirements Requirements { get; }

    public LocalFacilitator Facilitator { get; private set; } = null!;

    /// <summary>Ends when the first transaction was broadcast.</summary>
    public Task Broadcast => _broadcast.Task;

    private readonly TaskCompletionSource _broadcast = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Broadcasts => Chain.RequestCount("eth_sendRawTransaction");

    public static async Task<DevChainFacilitator> StartAsync(Action<EvmNetworkOptions>? configure = null)
    {
        var chain = await DevChain.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        chain.Mint(DevAccounts.Buyer.Address, 10_000_000);
        var self = new DevChainFacilitator(chain);
        self.Facilitator = self.Another(configure);
        return self;
    }

    /// <summary>Another facilitator process with the same signer.</summary>
    public LocalFacilitator Another(Action<EvmNetworkOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddX402Facilitator().AddEvm(Chain.Network.ToString(), Chain.RpcUrl.ToString(), EvmSigner.FromPrivateKey(DevAccounts.Facilitator.PrivateKey), options =>
        {
            options.HttpHandler = new Watch(Chain.CreateHandler(), _broadcast);
            configure?.Invoke(options);
        });
        var provider = services.BuildServiceProvider();
        _services.Add(provider);
        return provider.GetRequiredService<LocalFacilitator>();
    }

    public FacilitatorRequest Pay() => Ask(new PaymentBuilder(Requirements).Build());

    public FacilitatorRequest Ask(PaymentPayload payment) => new() { PaymentPayload = payment, PaymentRequirements = Requirements };

    /// <summary>What the seller has, in atomic units.</summary>
    public int Paid => Chain.BalanceOf(DevAccounts.Seller.Address).TryToUInt64(out var value) ? (int)value : -1;

    public async ValueTask DisposeAsync()
    {
        foreach (var services in _services)
            await services.DisposeAsync();
        await Chain.DisposeAsync();
    }

    private sealed class Watch(HttpMessageHandler inner, TaskCompletionSource broadcast) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            var answer = await base.SendAsync(request, cancellationToken);
            if (body.Contains("eth_sendRawTransaction", StringComparison.Ordinal))
                broadcast.TrySetResult();
            return answer;
        }
    }
}
