using System.Security.Cryptography;
using X402.Evm;
using X402.Protocol;
using X402.Schemes.ExactEvm;

namespace X402.Benchmarks;

/// <summary>A facilitator in this process that checks the signature for real and pretends to settle.</summary>
internal sealed class PretendedSettlement(TimeProvider time) : IFacilitator
{
    public ValueTask<VerifyResponse> VerifyAsync(FacilitatorRequest request, CancellationToken cancellationToken = default) =>
        new(Verifier.VerifyOffline(request, time.GetUtcNow()));

    public ValueTask<SettleResponse> SettleAsync(FacilitatorRequest request, CancellationToken cancellationToken = default)
    {
        Span<byte> transaction = stackalloc byte[Bytes32.Size];
        RandomNumberGenerator.Fill(transaction);
        return new(new SettleResponse
        {
            Success = true,
            Transaction = new Bytes32(transaction).ToString(),
            Network = request.PaymentRequirements.Network,
            Amount = request.PaymentRequirements.Amount,
        });
    }

    public ValueTask<SupportedResponse> GetSupportedAsync(CancellationToken cancellationToken = default) =>
        new(new SupportedResponse { Kinds = [new SupportedKind { X402Version = 2, Scheme = "exact", Network = "eip155:*" }] });
}
