using System.Text.Json;

namespace X402.Schemes;

/// <summary>What a wallet signed.</summary>
/// <param name="Payload">The member <c>payload</c> of the payment.</param>
/// <param name="Identity">Its replay key, payer and end of validity.</param>
public readonly record struct SignedPayment(JsonElement Payload, PaymentIdentity Identity);
