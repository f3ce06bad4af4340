using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace X402.Facilitator;

/// <summary>Stops the start when the set-up cannot work: better than refusing the first payment.</summary>
internal sealed class FacilitatorStart(LocalFacilitator facilitator, IOptions<FacilitatorOptions> options, IHostEnvironment? environment = null)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Problem() is { } problem)
            throw new X402ConfigurationException(problem);
        if (facilitator.Schemes.Count == 0)
            throw new X402ConfigurationException("The facilitator serves no network. Add one: AddEvm(\"eip155:8453\", rpcUrl, signer), or X402:Networks:eip155:8453:RpcUrl and :SignerKey.");
        if (options.Value.RefuseTestKeys && environment?.IsDevelopment() != true)
            TestKeys.Refuse(facilitator.Schemes);
        await Task.WhenAll(facilitator.Schemes.Select(scheme => scheme.CheckAsync(cancellationToken).AsTask())).ConfigureAwait(false);
    }

    // Settlements outlive their requests, so the host must be told to wait for them; its own time-out ends the waiting.
    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(facilitator.Schemes.Select(scheme => scheme.DrainAsync())).WaitAsync(cancellationToken);
}
