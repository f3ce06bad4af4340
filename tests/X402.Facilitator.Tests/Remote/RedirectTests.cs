using Microsoft.AspNetCore.Http;

namespace X402.Facilitator.Tests.Remote;

public sealed class RedirectTests
{
    private const string Valid = """{"isValid":true}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_that_keeps_the_method_is_followed_with_body_and_key(int status)
    {
        string? method = null, body = null, key = null;
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            if (context.Request.Path == "/verify")
            {
                context.Response.StatusCode = status;
                context.Response.Headers.Location = "/www/verify";
                return;
            }
            (method, key) = (context.Request.Method, context.Request.Headers.Authorization);
            body = await new StreamReader(context.Request.Body).ReadToEndAsync();
            await context.Response.WriteAsync(Valid);
        });

        var answer = await HttpFacilitatorTests.For(server, configure: options => options.ApiKey = "k1").VerifyAsync(Samples.Current(), Token);

        Assert.True(answer.IsValid);
        Assert.Equal(("POST", "Bearer k1", Samples.Body(Samples.Current())), (method, key, body));
    }

    [Fact]
    public async Task Redirect_to_another_origin_does_not_carry_the_key()
    {
        string? key = "unset";
        await using var other = await LoopbackServer.StartAsync(context =>
        {
            key = context.Request.Headers.Authorization;
            return context.Response.WriteAsync(Valid);
        });
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 308;
            context.Response.Headers.Location = other.Url + "/verify";
            return Task.CompletedTask;
        });

        await HttpFacilitatorTests.For(server, configure: options => options.ApiKey = "k1").VerifyAsync(Samples.Current(), Token);

        Assert.Null(key);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    public async Task Redirect_that_drops_the_post_is_refused(int status)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });

        var error = await Assert.ThrowsAsync<FacilitatorUnavailableException>(
            async () => await HttpFacilitatorTests.For(server).SettleAsync(Samples.Current(), Token));

        Assert.Contains($"redirects with {status}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_in_a_circle_ends()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = "/verify";
            return Task.CompletedTask;
        });

        var error = await Assert.ThrowsAsync<FacilitatorUnavailableException>(
            async () => await HttpFacilitatorTests.For(server).VerifyAsync(Samples.Current(), Token));

        Assert.Contains("more than 5 times", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//a:999999/x")]
    [InlineData("//[x/")]
    public async Task Redirect_to_no_url_is_unavailable(string location)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<FacilitatorUnavailableException>(async () => await HttpFacilitatorTests.For(server).SettleAsync(Samples.Current(), Token));
    }
}
