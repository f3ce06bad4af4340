using X402.Protocol;

namespace X402.Facilitator.Tests;

/// <summary>A scheme whose answers a test sets.</summary>
internal sealed class FakeScheme(string network = Samples.Network) : ISchemeFacilitator
{
    public Func<FacilitatorRequest, ValueTask<VerifyResponse>> Verify { get; set; } = _ => new(VerifyResponse.Valid("0xpayer"));

    public Func<FacilitatorRequest, ValueTask<SettleResponse>> Settle { get; set; } =
        request => new(new SettleResponse { Success = true, Transaction = "0x01", Network = request.PaymentRequirements.Network });

    public Exception? Problem { get; set; }

    public string Scheme => "exact";

    public ChainId Network { get; } = ChainId.Parse(network);

    public IReadOnlyList<string> Signers { get; init; } = ["0x2096"];

    public ValueTask CheckAsync(CancellationToken cancellationToken) => Problem is null ? default : throw Problem;

    public ValueTask<VerifyResponse> VerifyAsync(FacilitatorRequest request, CancellationToken cancellationToken) => Verify(request);

    public ValueTask<SettleResponse> SettleAsync(FacilitatorRequest request, CancellationToken cancellationToken) => Settle(request);

    public Task DrainAsync() => Task.CompletedTask;
}
