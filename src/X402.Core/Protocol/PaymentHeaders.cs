namespace X402.Protocol;

/// <summary>Names of the HTTP headers (x402 v2 and v1). Compare them without regard to case.</summary>
public static class PaymentHeaders
{
    /// <summary>Server to client, v2: <see cref="Protocol.PaymentRequired"/>.</summary>
    public const string PaymentRequired = "PAYMENT-REQUIRED";

    /// <summary>Client to server, v2: <see cref="PaymentPayload"/>.</summary>
    public const string PaymentSignature = "PAYMENT-SIGNATURE";

    /// <summary>Server to client, v2: <see cref="SettleResponse"/>, of success and of failure.</summary>
    public const string PaymentResponse = "PAYMENT-RESPONSE";

    /// <summary>Client to server, v1: <see cref="PaymentPayload"/>.</summary>
    public const string XPayment = "X-PAYMENT";

    /// <summary>Server to client, v1: <see cref="SettleResponse"/>.</summary>
    public const string XPaymentResponse = "X-PAYMENT-RESPONSE";
}
