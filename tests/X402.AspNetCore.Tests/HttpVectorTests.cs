using System.Text;
using System.Text.Json.Nodes;
using X402.AspNetCore.Tests.Support;
using X402.Testing;

namespace X402.AspNetCore.Tests;

/// <summary>
/// The traces of the reference server (<c>vectors/http.json</c>). Where we differ on purpose, a test says so: a header that cannot be
/// decoded is 400, v1 is spoken beside v2, a facilitator that breaks leaks nothing, and an unknown settlement is called pending.
/// </summary>
public sealed class HttpVectorTests
{
    private static readonly JsonArray Vectors = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "http.json")))!.AsArray();

    private static JsonNode Vector(string id) => Vectors.Single(vector => vector!["id"]!.GetValue<string>() == id)!;

    private static Task<Shop> OpenAsync(FakeFacilitator? facilitator = null, Action<PaymentTerms>? terms = null) => Shop.OpenAsync(
        (app, shop) => app.MapGet("/premium-data", shop.Handle).RequirePayment("$0.01", route =>
        {
            route.Description = "Access to premium market data";
            route.MimeType = "application/json";
            route.MaxTimeout = TimeSpan.FromSeconds(60);
            terms?.Invoke(route);
        }),
        facilitator ?? new(),
        o => o.PublicBaseUrl = "https://api.example.com",
        builder => builder.Services.AddSingleton<TimeProvider>(new ManualTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1767225600))));

    private static async Task<HttpResponseMessage> SendAsync(Shop shop, JsonNode vector)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/premium-data");
        foreach (var (name, value) in vector["requestHeaders"]!.AsObject())
            request.Headers.TryAddWithoutValidation(name, value!.GetValue<string>());
        return await shop.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static void AssertQuotes(JsonNode vector, HttpResponseMessage response)
    {
        var quoted = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(Buyer.Header(response, PaymentHeaders.PaymentRequired)!)));
        var expected = vector["response"]!["decodedPaymentRequired"];
        Assert.True(JsonNode.DeepEquals(expected, quoted), $"expected {expected!.ToJsonString()}, got {quoted!.ToJsonString()}");
        Assert.Equal(vector["response"]!["headers"]!["Cache-Control"]!.GetValue<string>(), Buyer.Header(response, "Cache-Control"));
    }

    private static void AssertReceipt(JsonNode settle, HttpResponseMessage response)
    {
        var sent = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(Buyer.Header(response, PaymentHeaders.PaymentResponse)!)));
        var expected = (settle["response"] ?? settle)["decodedPaymentResponse"];
        Assert.True(JsonNode.DeepEquals(expected, sent), $"expected {expected!.ToJsonString()}, got {sent!.ToJsonString()}");
    }

    [Theory]
    [InlineData("unpaid-api", null)]
    [InlineData("unpaid-browser", null)]
    [InlineData("no-match", null)]
    [InlineData("verify-invalid", "invalid_exact_evm_signature")]
    [InlineData("verify-permit2-allowance", "permit2_allowance_required")]
    [InlineData("verify-http-400", "invalid_signature")]
    public async Task Refusal_quotes_as_the_reference_does(string id, string? invalidReason)
    {
        var facilitator = new FakeFacilitator();
        if (invalidReason is not null)
            facilitator.OnVerify = (_, _) => new(new VerifyResponse { InvalidReason = invalidReason });
        await using var shop = await OpenAsync(facilitator);
        using var response = await SendAsync(shop, Vector(id));

        Assert.Equal(Vector(id)["response"]!["status"]!.GetValue<int>(), (int)response.StatusCode);
        AssertQuotes(Vector(id), response);
        Assert.Equal(0, shop.Handled);
    }

    [Theory]
    [InlineData("paid-ok", false)]
    [InlineData("upfront-flow", true)]
    public async Task Paid_request_is_answered_with_the_receipt_of_the_reference(string id, bool settleFirst)
    {
        var facilitator = new FakeFacilitator();
        var expected = Vector(id)["settle"]!["decodedPaymentResponse"]!;
        facilitator.OnSettle = (request, _, _) => new(new SettleResponse
        {
            Success = true, Transaction = expected["transaction"]!.GetValue<string>(), Network = Shop.Network, Payer = expected["payer"]!.GetValue<string>(),
        });
        await using var shop = await OpenAsync(facilitator, terms => terms.SettleFirst = settleFirst);
        using var response = await SendAsync(shop, Vector(id));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        AssertReceipt(Vector(id)["settle"]!, response);
    }

    [Theory]
    [InlineData("settle-failed", 1)]
    [InlineData("settle-pending-twice", 2)]
    public async Task Failed_settlement_is_answered_with_the_receipt_of_the_reference(string id, int calls)
    {
        var expected = Vector(id)["settle"]!["response"]!["decodedPaymentResponse"]!;
        var facilitator = new FakeFacilitator
        {
            OnSettle = (_, call, _) => new(new SettleResponse
            {
                Success = false, ErrorReason = expected["errorReason"]!.GetValue<string>(), Transaction = expected["transaction"]!.GetValue<string>(),
                ErrorMessage = expected["errorMessage"] is null ? null : $"call {call}", Network = Shop.Network, Payer = expected["payer"]!.GetValue<string>(),
            }),
        };
        await using var shop = await OpenAsync(facilitator);
        using var response = await SendAsync(shop, Vector(id));

        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        AssertReceipt(Vector(id)["settle"]!, response);
        Assert.Equal(calls, facilitator.Settled);
        Assert.Equal("no-store", Buyer.Header(response, "Cache-Control"));
    }

    [Fact]
    public async Task Malformed_header_is_400_here_as_in_later_releases()
    {
        await using var shop = await OpenAsync();
        using var response = await SendAsync(shop, Vector("malformed-header"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(ErrorCodes.InvalidPaymentSignatureHeader, Buyer.Quote(response).Error);
    }

    [Fact]
    public async Task Version_1_header_alone_is_served_here()
    {
        await using var shop = await OpenAsync();
        using var response = await SendAsync(shop, Vector("v1-header-only"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("base-sepolia", Buyer.Receipt(response, PaymentHeaders.XPaymentResponse).Network);
    }

    [Fact]
    public async Task Malformed_facilitator_is_502_and_its_text_stays_here()
    {
        var facilitator = new FakeFacilitator { OnVerify = (_, _) => throw new FacilitatorUnavailableException("Facilitator verify returned invalid JSON: x") };
        await using var shop = await OpenAsync(facilitator);
        using var response = await SendAsync(shop, Vector("verify-facilitator-malformed"));

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.DoesNotContain("JSON", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settlement_that_throws_is_402_and_pending_without_its_text()
    {
        var facilitator = new FakeFacilitator { OnSettle = (_, _, _) => throw new FacilitatorUnavailableException("x") };
        await using var shop = await OpenAsync(facilitator);
        using var response = await SendAsync(shop, Vector("settle-throws"));

        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.Equal(ErrorCodes.SettlementPending, Buyer.Receipt(response).ErrorReason);
    }

    [Fact]
    public async Task Hook_that_grants_access_is_a_free_request()
    {
        await using var shop = await OpenAsync(terms: route => route.FreeWhen = _ => ValueTask.FromResult(true));
        using var response = await SendAsync(shop, Vector("hook-grant"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(Buyer.Header(response, PaymentHeaders.PaymentResponse));
    }
}
