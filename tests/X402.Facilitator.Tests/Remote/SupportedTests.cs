using Microsoft.AspNetCore.Http;

namespace X402.Facilitator.Tests.Remote;

public sealed class SupportedTests
{
    private const string Kinds = """{"kinds":[{"x402Version":2,"scheme":"exact","network":"eip155:84532"}]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Supported_is_fetched_once_for_all_who_ask()
    {
        var calls = 0;
        var go = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            Interlocked.Increment(ref calls);
            await go.Task;
            await context.Response.WriteAsync(Kinds);
        });
        var facilitator = HttpFacilitatorTests.For(server);

        var asking = Enumerable.Range(0, 20).Select(_ => facilitator.GetSupportedAsync(Token).AsTask()).ToArray();
        go.SetResult();
        var answers = await Task.WhenAll(asking);
        var later = await facilitator.GetSupportedAsync(Token);

        Assert.Equal(1, calls);
        Assert.All(answers, answer => Assert.Same(later, answer));
    }

    [Fact]
    public async Task Supported_is_asked_again_after_429_and_a_failure_is_not_kept()
    {
        var calls = 0;
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                context.Response.StatusCode = 500;
                return Task.CompletedTask;
            }
            if (calls == 2)
            {
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = "0";
                return Task.CompletedTask;
            }
            return context.Response.WriteAsync(Kinds);
        });
        var facilitator = HttpFacilitatorTests.For(server);

        await Assert.ThrowsAsync<FacilitatorUnavailableException>(async () => await facilitator.GetSupportedAsync(Token));
        var answer = await facilitator.GetSupportedAsync(Token);

        Assert.Single(answer.Kinds);
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task Supported_gives_up_after_three_429()
    {
        var calls = 0;
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            Interlocked.Increment(ref calls);
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "0";
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<FacilitatorUnavailableException>(async () => await HttpFacilitatorTests.For(server).GetSupportedAsync(Token));

        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task Headers_are_asked_for_per_endpoint_and_call()
    {
        var seen = new List<string?>();
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            seen.Add(context.Request.Path + " " + context.Request.Headers["X-Token"]);
            return context.Response.WriteAsync(context.Request.Path == "/supported" ? Kinds : """{"isValid":true}""");
        });
        var minted = 0;
        var facilitator = HttpFacilitatorTests.For(server, configure: options => options.Headers = (endpoint, _) =>
            new(new Dictionary<string, string> { ["X-Token"] = $"{endpoint}{++minted}" }));

        await facilitator.GetSupportedAsync(Token);
        await facilitator.VerifyAsync(Samples.Current(), Token);
        await facilitator.VerifyAsync(Samples.Current(), Token);

        Assert.Equal(["/supported Supported1", "/verify Verify2", "/verify Verify3"], seen);
    }
}
