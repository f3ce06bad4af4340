using X402.Schemes;

namespace X402;

/// <summary>An <see cref="HttpClient"/> that pays.</summary>
/// <example>
/// <code>
/// using var http = X402Http.Create(EvmSigner.FromEnvironment("X402_KEY"), SpendPolicy.PerRequest("$0.10").PerDay("$5"));
/// var answer = await http.GetStringAsync("https://api.example/weather");
/// </code>
/// </example>
public static class X402Http
{
    /// <summary>
    /// A client that answers a 402 (x402 v2 or v1) with a payment of <paramref name="signer"/> within <paramref name="policy"/>, and
    /// repeats the request once. It is as reusable and thread-safe as any <see cref="HttpClient"/>. Where an offer is refused,
    /// <see cref="PaymentRefusedException"/> says why.
    /// </summary>
    public static HttpClient Create(IPaymentSigner signer, SpendPolicy policy, PaymentClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return Create([signer], policy, options);
    }

    /// <summary>The same with several wallets: the first that can pay an offer does.</summary>
    /// <exception cref="ArgumentException">There is no signer.</exception>
    public static HttpClient Create(IEnumerable<IPaymentSigner> signers, SpendPolicy policy, PaymentClientOptions? options = null)
    {
        options ??= new();
        var handler = new PaymentHandler(signers, policy, options) { InnerHandler = options.InnerHandler ?? CreateTransport() };
        return new(handler, disposeHandler: true);
    }

    private static SocketsHttpHandler CreateTransport() => new()
    {
        AllowAutoRedirect = false, // it would carry the payment header to another origin; PaymentHandler follows redirects itself
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
