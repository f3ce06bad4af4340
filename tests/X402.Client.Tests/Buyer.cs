namespace X402.Client.Tests;

/// <summary>A paying client on a fake server, with what a test looks at.</summary>
internal sealed class Buyer : IDisposable
{
    public Buyer(FakeServer server, SpendPolicy? policy = null, FakeSigner? signer = null, Action<PaymentClientOptions>? configure = null)
    {
        Server = server;
        Signer = signer ?? new();
        var options = new PaymentClientOptions { InnerHandler = server, TimeProvider = Time };
        configure?.Invoke(options);
        Http = X402Http.Create(Signer, policy ?? SpendPolicy.PerRequest("$0.10").PerDay("$5"), options);
    }

    public FakeServer Server { get; }

    public FakeSigner Signer { get; }

    public ManualTime Time { get; } = new();

    public HttpClient Http { get; }

    public Task<HttpResponseMessage> GetAsync(string? url = null) =>
        Http.GetAsync(url is null ? Offers.Url : new Uri(url), TestContext.Current.CancellationToken);

    public async Task<PaymentRefusedException> RefusedAsync(string? url = null) =>
        await Assert.ThrowsAsync<PaymentRefusedException>(() => GetAsync(url));

    public void Dispose() => Http.Dispose();
}
