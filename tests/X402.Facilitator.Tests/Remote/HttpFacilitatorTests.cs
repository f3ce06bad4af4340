using Microsoft.AspNetCore.Http;
using X402.Protocol;

namespace X402.Facilitator.Tests.Remote;

public sealed class HttpFacilitatorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_of_a_valid_payment_posts_the_wire_body()
    {
        string? sent = null, path = null;
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            (sent, path) = (await new StreamReader(context.Request.Body).ReadToEndAsync(), context.Request.Method + context.Request.Path);
            await context.Response.WriteAsync("""{"isValid":true,"payer":"0xf39F"}""");
        });

        var answer = await For(server, "/base/").VerifyAsync(Samples.Current(), Token);

        Assert.True(answer.IsValid);
        Assert.Equal("POST/base/verify", path);
        var body = Samples.Json(sent!);
        Assert.Equal(2, body.GetProperty("x402Version").GetInt32());
        Assert.Equal("10000", body.GetProperty("paymentRequirements").GetProperty("amount").GetString());
    }

    [Fact]
    public async Task Verify_of_a_v1_payment_writes_v1_requirements()
    {
        string? sent = null;
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            sent = await new StreamReader(context.Request.Body).ReadToEndAsync();
            await context.Response.WriteAsync("""{"isValid":true}""");
        });

        await For(server).VerifyAsync(Samples.Old(), Token);

        var required = Samples.Json(sent!).GetProperty("paymentRequirements");
        Assert.Equal("base-sepolia", required.GetProperty("network").GetString());
        Assert.Equal("10000", required.GetProperty("maxAmountRequired").GetString());
        Assert.Equal("https://shop.example/a", required.GetProperty("resource").GetString());
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(500)]
    public async Task Verify_refusal_is_an_answer_whatever_its_status(int status)
    {
        await using var server = await Answering(status, """{"isValid":false,"invalidReason":"insufficient_funds","payer":null}""");

        var answer = await For(server).VerifyAsync(Samples.Current(), Token);

        Assert.Equal("insufficient_funds", answer.InvalidReason);
    }

    [Fact]
    public async Task Settle_refusal_with_status_400_is_an_answer()
    {
        await using var server = await Answering(400, """{"success":false,"errorReason":"settlement_pending","transaction":"0x12","network":"eip155:84532"}""");

        Assert.True((await For(server).SettleAsync(Samples.Current(), Token)).IsPending);
    }

    [Theory]
    [InlineData(200, "<html>\n <body>Welcome</body></html>", "invalid JSON: <html> <body>Welcome</body></html>")]
    [InlineData(200, "", "invalid JSON: <empty response>")]
    [InlineData(200, "{}", "another shape: {}")]
    [InlineData(200, "[1]", "another shape: [1]")]
    [InlineData(500, "<html>boom</html>", "answered 500: <html>boom</html>")]
    [InlineData(400, """{"error":"no"}""", "answered 400: {\"error\":\"no\"}")]
    public async Task Verify_answer_that_is_none_is_typed(int status, string body, string text)
    {
        await using var server = await Answering(status, body);

        var error = await Assert.ThrowsAsync<FacilitatorUnavailableException>(async () => await For(server).VerifyAsync(Samples.Current(), Token));

        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_excerpt_has_at_most_200_characters()
    {
        await using var server = await Answering(502, new string('x', 5000));

        var error = await Assert.ThrowsAsync<FacilitatorUnavailableException>(async () => await For(server).VerifyAsync(Samples.Current(), Token));

        Assert.Equal(200, error.Message.Count(c => c == 'x'));
    }

    [Fact]
    public async Task Verify_answer_above_the_cap_is_refused()
    {
        await using var server = await Answering(200, $$"""{"isValid":true,"payer":"{{new string('x', 1024 * 1024)}}"}""");

        var error = await Assert.ThrowsAsync<FacilitatorUnavailableException>(async () => await For(server).VerifyAsync(Samples.Current(), Token));

        Assert.Contains("more than 1048576 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settle_that_hangs_ends_with_its_time_out()
    {
        await using var server = await LoopbackServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var facilitator = For(server, configure: options => options.Timeout = TimeSpan.FromMilliseconds(100));

        var error = await Assert.ThrowsAsync<FacilitatorUnavailableException>(async () => await facilitator.SettleAsync(Samples.Current(), Token));

        Assert.Contains("did not answer within 0.1 s", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Settle_that_fails_is_sent_once(int status)
    {
        var calls = 0;
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            Interlocked.Increment(ref calls);
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<FacilitatorUnavailableException>(async () => await For(server).SettleAsync(Samples.Current(), Token));

        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Cancelled_call_is_cancelled_and_not_unavailable()
    {
        await using var server = await LoopbackServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var cancelled = new CancellationTokenSource();
        var call = For(server).VerifyAsync(Samples.Current(), cancelled.Token).AsTask();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Unreachable_host_is_unavailable()
    {
        var facilitator = Make(new() { Url = new("http://127.0.0.1:1/") });

        var error = await Assert.ThrowsAsync<FacilitatorUnavailableException>(async () => await facilitator.VerifyAsync(Samples.Current(), Token));

        Assert.Contains("could not be reached at http://127.0.0.1:1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_facilitator_is_not_asked_for_a_while_but_settle_is()
    {
        var calls = 0;
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            Interlocked.Increment(ref calls);
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        var facilitator = For(server);
        for (var i = 0; i < 12; i++)
            await Assert.ThrowsAsync<FacilitatorUnavailableException>(async () => await facilitator.VerifyAsync(Samples.Current(), Token));
        Assert.Equal(10, calls);

        await Assert.ThrowsAsync<FacilitatorUnavailableException>(async () => await facilitator.SettleAsync(Samples.Current(), Token));

        Assert.Equal(11, calls);
    }

    [Theory]
    [InlineData("/relative")]
    [InlineData("ftp://a.example")]
    [InlineData("https://user:secret@a.example")]
    [InlineData("https://a.example/?key=secret")]
    public void Wrong_url_is_refused_without_showing_it(string url)
    {
        var options = new HttpFacilitatorOptions { Url = new(url, UriKind.RelativeOrAbsolute) };

        var error = Assert.Throws<X402ConfigurationException>(() => Make(options));

        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    internal static Task<LoopbackServer> Answering(int status, string body) => LoopbackServer.StartAsync(context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    });

    internal static HttpFacilitator For(LoopbackServer server, string path = "", Action<HttpFacilitatorOptions>? configure = null)
    {
        var options = new HttpFacilitatorOptions { Url = new(server.Url + path) };
        configure?.Invoke(options);
        return Make(options);
    }

    internal static HttpFacilitator Make(HttpFacilitatorOptions options) =>
        new(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }), options, TimeProvider.System);
}
