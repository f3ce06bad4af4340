using System.Text.Json;
using X402.Evm;
using X402.Protocol;
using X402.Schemes.ExactEvm;

namespace X402.QuickStart;

/// <summary>Says what happened, from what went over the wire.</summary>
internal sealed class Story(TextWriter writer, Token token)
{
    public void Begin(Uri url, string chain)
    {
        writer.WriteLine($"An API at {url} wants $0.01 a call. The chain: {chain}.");
    }

    public async Task BalancesAsync(string when, Address buyer, Address seller) =>
        writer.WriteLine($"   balances {when,-6}  agent {await token.BalanceAsync(buyer)}   seller {await token.BalanceAsync(seller)}");

    public async Task UnpaidAsync(HttpResponseMessage response)
    {
        writer.WriteLine($"1. GET /weather without payment → {(int)response.StatusCode} {response.ReasonPhrase}");
        if (PaymentHeaderCodec.TryDecodePaymentRequired(Header(response, PaymentHeaders.PaymentRequired), out var required, out _))
        {
            foreach (var offer in required.Accepts)
                writer.WriteLine($"   price  {token.Text(UInt256.Parse(offer.Amount))} ({offer.Amount} atomic units), {offer.Scheme} on {offer.Network}, to {offer.PayTo}");
        }
        await response.Content.LoadIntoBufferAsync();
    }

    public async Task PaidAsync(string? paymentHeader, HttpResponseMessage response)
    {
        writer.WriteLine("2. The agent signs an EIP-3009 authorization, within its budget of $0.10 a request and $5 a day");
        if (PaymentHeaderCodec.TryDecodePaymentPayload(paymentHeader, out var payment, out _)
            && payment.Payload.Deserialize(X402Json.Wire.ExactEvmPayload) is Payload payload)
        {
            writer.WriteLine($"   payer  {payload.Authorization.From}, value {payload.Authorization.Value}, nonce {payload.Authorization.Nonce[..18]}…");
            writer.WriteLine($"   signed {payload.Signature[..34]}…");
        }
        writer.WriteLine($"3. GET /weather with PAYMENT-SIGNATURE → {(int)response.StatusCode} {response.ReasonPhrase}: {await response.Content.ReadAsStringAsync()}");
        if (response.GetPaymentReceipt() is { } receipt)
            writer.WriteLine($"   receipt {(receipt.Success ? "settled" : receipt.ErrorReason)} in {receipt.Transaction}");
    }

    public void Refused(HttpResponseMessage response)
    {
        writer.WriteLine($"4. The same payment a second time → {(int)response.StatusCode} {response.ReasonPhrase}");
        if (PaymentHeaderCodec.TryDecodeSettleResponse(Header(response, PaymentHeaders.PaymentResponse), out var receipt, out _))
            writer.WriteLine($"   it was spent in {receipt.Transaction}");
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
