using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace X402.Facilitator;

/// <summary>Time-outs, and a breaker for what moves no money: settle is always tried, once.</summary>
internal sealed class RemotePipelines
{
    private readonly ResiliencePipeline _verify, _settle, _supported;

    public RemotePipelines(HttpFacilitatorOptions options, TimeProvider time)
    {
        _verify = Build(options.Timeout, time, breaker: true);
        _settle = Build(options.Timeout, time, breaker: false);
        _supported = Build(options.SupportedTimeout, time, breaker: true);
    }

    /// <exception cref="FacilitatorUnavailableException">Too slow, or the breaker is open.</exception>
    public async ValueTask<RemoteAnswer> RunAsync(
        FacilitatorEndpoint endpoint, Func<CancellationToken, ValueTask<RemoteAnswer>> call, CancellationToken cancellationToken)
    {
        var pipeline = endpoint switch { FacilitatorEndpoint.Verify => _verify, FacilitatorEndpoint.Settle => _settle, _ => _supported };
        var name = RemoteTransport.Name(endpoint);
        try
        {
            return await pipeline.ExecuteAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException error)
        {
            throw new FacilitatorUnavailableException($"Facilitator {name} did not answer within {error.Timeout.TotalSeconds:0.#} s.", error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FacilitatorUnavailableException($"Facilitator {name} did not answer within the HTTP client's time-out.", error);
        }
        catch (BrokenCircuitException error)
        {
            throw new FacilitatorUnavailableException($"Facilitator {name} failed repeatedly and is not asked for a while.", error);
        }
    }

    private static ResiliencePipeline Build(TimeSpan timeout, TimeProvider time, bool breaker)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (breaker)
        {
            builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.8, MinimumThroughput = 10, SamplingDuration = TimeSpan.FromSeconds(30), BreakDuration = TimeSpan.FromSeconds(10),
                ShouldHandle = static arguments => new(arguments.Outcome.Exception is FacilitatorUnavailableException or TimeoutRejectedException
                    || arguments.Outcome.Result is RemoteAnswer { Status: >= System.Net.HttpStatusCode.InternalServerError }),
            });
        }
        return builder.AddTimeout(timeout).Build();
    }
}
