using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using X402.Protocol;
using X402.Schemes;
using X402.Stores;

namespace X402.Benchmarks;

/// <summary>
/// What a price adds to an endpoint, without server and network: the endpoint's delegate on a bare request. Claims are not kept, so that a
/// few payments last; settlement is pretended.
/// </summary>
public class GateBenchmarks : PaymentHeaderBenchmarks
{
    private readonly RequestDelegate _free = Build(priced: false);
    private readonly RequestDelegate _priced = Build(priced: true);

    [Benchmark(Baseline = true)]
    public Task<int> Free() => SendAsync(_free, null);

    [Benchmark]
    public Task<int> Challenge() => SendAsync(_priced, null);

    [Benchmark]
    public Task<int> Paid() => SendAsync(_priced, Next());

    private protected override async Task CheckAsync() =>
        Require(await Free() == 200 && await Challenge() == 402 && await Paid() == 200, "An endpoint does not answer as it should.");

    private static async Task<int> SendAsync(RequestDelegate endpoint, string? payment)
    {
        DefaultHttpContext context = new();
        context.Request.Method = "GET";
        context.Request.Scheme = "https";
        context.Request.Host = new HostString("api.example");
        context.Request.Path = Serve.Path;
        if (payment is not null)
        {
            context.Request.Headers[PaymentHeaders.PaymentSignature] = payment;
        }

        await endpoint(context);
        return context.Response.StatusCode;
    }

    private static RequestDelegate Build(bool priced)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IPaymentClaims, NoClaims>();
        WebApplication app = priced ? Serve.Paid(builder) : Serve.Bare(builder);
        return ((IEndpointRouteBuilder)app).DataSources.Single().Endpoints[0].RequestDelegate!;
    }

    private sealed class NoClaims : IPaymentClaims
    {
        public ValueTask<ClaimResult> ClaimAsync(PaymentClaim claim, CancellationToken cancellationToken = default) => new(new ClaimResult(ClaimStatus.Claimed));

        public ValueTask<ClaimResult?> FindAsync(PaymentClaim claim, CancellationToken cancellationToken = default) => default;

        public ValueTask ReleaseAsync(PaymentKey key, CancellationToken cancellationToken = default) => default;

        public ValueTask CompleteAsync(PaymentKey key, SettleResponse outcome, CancellationToken cancellationToken = default) => default;
    }
}
