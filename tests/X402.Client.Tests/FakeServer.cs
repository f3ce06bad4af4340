using System.Net;
using System.Text;
using System.Text.Json;
using X402.Protocol;

namespace X402.Client.Tests;

internal sealed record Call(HttpMethod Method, Uri Url, string? Payment, string? PaymentV1, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public bool IsPaid => Payment is not null || PaymentV1 is not null;

    public PaymentPayload Decode() =>
        PaymentHeaderCodec.TryDecodePaymentPayload(Payment ?? PaymentV1, out var payload, out var error) ? payload! : throw new InvalidOperationException($"{error}");
}

/// <summary>A server behind no network: answers by a function and remembers what came.</summary>
internal sealed class FakeServer(Func<Call, HttpResponseMessage> answer) : HttpMessageHandler
{
    private readonly List<Call> _calls = [];

    public IReadOnlyList<Call> Calls
    {
        get
        {
            lock (_calls)
                return [.. _calls];
        }
    }

    /// <summary>Waited for before a call is answered.</summary>
    public Func<Call, Task> Gate { get; init; } = _ => Task.CompletedTask;

    public IEnumerable<Call> PaidCalls => Calls.Where(call => call.IsPaid);

    /// <summary>Asks for a payment, and serves whoever brings one.</summary>
    public static FakeServer Selling(params PaymentRequirements[] offers) => new(call => call.IsPaid ? Paid() : Challenge(offers));

    public static HttpResponseMessage Challenge(params PaymentRequirements[] offers) => Challenge(new PaymentRequired
    {
        Error = "Payment required",
        Resource = new() { Url = "https://api.example/weather" },
        Accepts = offers,
    });

    public static HttpResponseMessage Challenge(PaymentRequired required) => WithHeader(HttpStatusCode.PaymentRequired, PaymentHeaders.PaymentRequired, PaymentHeaderCodec.Encode(required));

    public static HttpResponseMessage Paid(string body = "sunny") => WithHeader(
        HttpStatusCode.OK, PaymentHeaders.PaymentResponse,
        PaymentHeaderCodec.Encode(new SettleResponse { Success = true, Transaction = "0xabc", Network = Offers.Base }), body);

    public static HttpResponseMessage SettleFailed(HttpStatusCode status = HttpStatusCode.PaymentRequired) => WithHeader(
        status, PaymentHeaders.PaymentResponse,
        PaymentHeaderCodec.Encode(new SettleResponse { Success = false, ErrorReason = "settlement_pending", Transaction = "", Network = Offers.Base }), "{}");

    public static HttpResponseMessage WithHeader(HttpStatusCode status, string name, string value, string body = "{}")
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    public static HttpResponseMessage Json(HttpStatusCode status, object body) =>
        new(status) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Redirect(HttpStatusCode status, string location)
    {
        var response = new HttpResponseMessage(status);
        response.Headers.Location = new(location, UriKind.RelativeOrAbsolute);
        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
        var call = new Call(
            request.Method, request.RequestUri!, headers.GetValueOrDefault(PaymentHeaders.PaymentSignature),
            headers.GetValueOrDefault(PaymentHeaders.XPayment), body, headers);
        lock (_calls)
            _calls.Add(call);
        await Gate(call);
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        var response = answer(call);
        response.RequestMessage = request;
        return response;
    }
}
