using X402.Protocol;
using X402.Schemes;

namespace X402.Benchmarks;

/// <summary>Pays the first offer of a price again and again, each time with a new nonce.</summary>
internal sealed class Buyer(PaymentRequired price)
{
    private readonly PaymentRequirements _offer = price.Accepts[0];

    private readonly Asset _asset = AssetTable.Default.Find(ChainId.Parse(price.Accepts[0].Network), price.Accepts[0].Asset)
        ?? throw new InvalidOperationException($"{price.Accepts[0].Asset} is not in the table of assets.");

    /// <summary>A header PAYMENT-SIGNATURE.</summary>
    public async ValueTask<string> PayAsync(EvmSigner signer)
    {
        SignedPayment signed = await signer.SignAsync(new SignPaymentRequest
        {
            Requirements = _offer,
            Asset = _asset,
            Now = TimeProvider.System.GetUtcNow(),
            Lifetime = TimeSpan.FromSeconds(_offer.MaxTimeoutSeconds),
        });
        return PaymentHeaderCodec.Encode(new PaymentPayload { Payload = signed.Payload, Resource = price.Resource, Accepted = _offer });
    }
}
