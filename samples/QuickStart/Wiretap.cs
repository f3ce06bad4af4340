namespace X402.QuickStart;

/// <summary>Remembers the payment that the agent sent, so that the story can show it and try it twice.</summary>
internal sealed class Wiretap : DelegatingHandler
{
    public Wiretap() : base(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
    }

    public string? PaymentHeader { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.TryGetValues("PAYMENT-SIGNATURE", out var values))
            PaymentHeader = values.Single();
        return base.SendAsync(request, cancellationToken);
    }
}
