using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using X402.Facilitator.Tests.Remote;
using X402.Protocol;

namespace X402.Facilitator.Tests.Api;

public sealed class FacilitatorApiTests
{
    private const string Key = "key-of-sixteen-or-more";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_of_a_valid_payment_is_200()
    {
        var (status, body) = await PostAsync(new FakeScheme(), "/verify", Samples.Body(Samples.Current()));

        Assert.Equal((HttpStatusCode.OK, """{"isValid":true,"payer":"0xpayer"}"""), (status, body.GetRawText()));
    }

    [Fact]
    public async Task Verify_of_a_refused_payment_is_200()
    {
        var scheme = new FakeScheme { Verify = _ => new(VerifyResponse.Invalid(new(ErrorCodes.ExactEvmSignature), "0xpayer")) };

        var (status, body) = await PostAsync(scheme, "/verify", Samples.Body(Samples.Current()));

        Assert.Equal((HttpStatusCode.OK, false), (status, body.GetProperty("isValid").GetBoolean()));
    }

    [Fact]
    public async Task Settle_of_a_v1_body_reaches_the_scheme_in_v2_words()
    {
        FacilitatorRequest? seen = null;
        var scheme = new FakeScheme();
        scheme.Settle = request =>
        {
            seen = request;
            return new(new SettleResponse { Success = true, Transaction = "0x01", Network = request.PaymentRequirements.Network });
        };

        var (_, body) = await PostAsync(scheme, "/settle", Samples.Body(Samples.Old()));

        Assert.Equal(("eip155:84532", "10000"), (seen!.PaymentRequirements.Network, seen.PaymentRequirements.Amount));
        Assert.Equal("base-sepolia", body.GetProperty("network").GetString());
    }

    [Fact]
    public async Task Settle_on_an_unknown_network_is_200_with_success_false()
    {
        var (status, body) = await PostAsync(new FakeScheme("eip155:1"), "/settle", Samples.Body(Samples.Current()));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(body.GetProperty("success").GetBoolean());
        Assert.Equal("", body.GetProperty("transaction").GetString());
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("nonsense", null)]
    [InlineData("[]", null)]
    [InlineData("{}", "paymentPayload")]
    [InlineData("""{"paymentPayload":{"x402Version":"2","payload":{}}}""", "paymentPayload")]
    [InlineData("""{"paymentPayload":{"x402Version":2,"payload":null}}""", "paymentPayload")]
    [InlineData("""{"paymentPayload":{"x402Version":2,"payload":{}}}""", "paymentRequirements")]
    [InlineData("""{"x402Version":1,"paymentPayload":{"x402Version":2,"payload":{}},"paymentRequirements":{}}""", "x402Version")]
    [InlineData("""{"paymentPayload":{"x402Version":2,"payload":{}},"paymentRequirements":{"scheme":"exact"}}""", "paymentRequirements")]
    public async Task Malformed_body_is_400_with_the_field(string sent, string? field)
    {
        var (status, body) = await PostAsync(new FakeScheme(), "/verify", sent);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotEmpty(body.GetProperty("error").GetString()!);
        Assert.Equal(field, body.TryGetProperty("field", out var name) ? name.GetString() : null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_above_64_KiB_is_413_with_or_without_a_length(bool chunked)
    {
        await using var server = await StartAsync(new FakeScheme());
        using var http = new HttpClient();
        using var content = new StringContent(new string(' ', 64 * 1024 + 1), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Url + "/settle") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("longer than 65536 bytes", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_chain_is_503_with_a_hint_and_without_its_text()
    {
        var scheme = new FakeScheme { Settle = _ => throw new FacilitatorUnavailableException("rpc.example?key=SECRET") };
        await using var server = await StartAsync(scheme);
        using var http = new HttpClient();

        using var response = await http.PostAsync(new Uri(server.Url + "/settle"), new StringContent(Samples.Body(Samples.Current())), Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
        Assert.DoesNotContain("SECRET", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bug_is_500_without_its_text()
    {
        var scheme = new FakeScheme { Verify = _ => throw new InvalidOperationException("SECRET") };

        var (status, body) = await PostAsync(scheme, "/verify", Samples.Body(Samples.Current()));

        Assert.Equal((HttpStatusCode.InternalServerError, """{"error":"Internal Server Error"}"""), (status, body.GetRawText()));
    }

    [Theory]
    [InlineData("/verify", null, HttpStatusCode.Unauthorized)]
    [InlineData("/settle", "Bearer wrong-key-of-ours", HttpStatusCode.Unauthorized)]
    [InlineData("/settle", "Basic " + Key, HttpStatusCode.Unauthorized)]
    [InlineData("/settle", "Bearer " + Key, HttpStatusCode.OK)]
    public async Task Api_key_opens_what_moves_money(string path, string? header, HttpStatusCode expected)
    {
        await using var server = await StartAsync(new FakeScheme(), options => options.ApiKeys.Add(Key));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Url + path) { Content = new StringContent(Samples.Body(Samples.Current())) };
        if (header is not null)
            request.Headers.TryAddWithoutValidation("Authorization", header);

        using var response = await http.SendAsync(request, Token);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("/supported", "kinds")]
    [InlineData("/health", "status")]
    public async Task What_moves_nothing_is_open(string path, string member)
    {
        await using var server = await StartAsync(new FakeScheme(), options => options.ApiKeys.Add(Key));
        using var http = new HttpClient();

        var body = Samples.Json(await http.GetStringAsync(new Uri(server.Url + path), Token));

        Assert.True(body.TryGetProperty(member, out _));
    }

    [Fact]
    public async Task Our_client_understands_our_server_below_a_prefix()
    {
        await using var server = await LoopbackServer.StartAsync(
            services => services.AddX402Facilitator().Services.AddSingleton<ISchemeFacilitator>(new FakeScheme()), app => app.MapX402Facilitator("/x402"));
        var client = HttpFacilitatorTests.For(server, "/x402/");

        var supported = await client.GetSupportedAsync(Token);
        var verified = await client.VerifyAsync(Samples.Old(), Token);
        var settled = await client.SettleAsync(Samples.Current(), Token);

        Assert.Equal((2, true, true), (supported.Kinds.Count, verified.IsValid, settled.Success));
    }

    private static Task<LoopbackServer> StartAsync(FakeScheme scheme, Action<FacilitatorOptions>? configure = null) => LoopbackServer.StartAsync(
        services => services.AddX402Facilitator(configure).Services.AddSingleton<ISchemeFacilitator>(scheme), app => app.MapX402Facilitator());

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(FakeScheme scheme, string path, string body)
    {
        await using var server = await StartAsync(scheme);
        using var http = new HttpClient();
        using var response = await http.PostAsync(new Uri(server.Url + path), new StringContent(body, Encoding.UTF8, "application/json"), Token);
        return (response.StatusCode, Samples.Json(await response.Content.ReadAsStringAsync(Token)));
    }
}
