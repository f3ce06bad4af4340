namespace X402.Client;

/// <summary>What lies below the payment handler must not follow redirects: it would carry the payment to another origin.</summary>
internal static class Transport
{
    public static void RefuseRedirects(HttpMessageHandler? handler)
    {
        if (Primary(handler) is SocketsHttpHandler { AllowAutoRedirect: true } or HttpClientHandler { AllowAutoRedirect: true })
            throw new X402ConfigurationException(
                "The handler below PaymentHandler follows redirects and would carry a payment to another origin: "
                + "set its AllowAutoRedirect to false (redirects are followed by PaymentHandler).");
    }

    public static void TurnRedirectsOff(HttpMessageHandler? handler)
    {
        switch (Primary(handler))
        {
            case SocketsHttpHandler sockets:
                sockets.AllowAutoRedirect = false;
                break;
            case HttpClientHandler client:
                client.AllowAutoRedirect = false;
                break;
        }
    }

    private static HttpMessageHandler? Primary(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler outer)
            handler = outer.InnerHandler;
        return handler;
    }
}
