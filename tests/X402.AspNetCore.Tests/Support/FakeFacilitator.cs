using System.Collections.Concurrent;

namespace X402.AspNetCore.Tests.Support;

/// <summary>Takes every payment once, unless a test says otherwise; knows spent nonces as a chain does.</summary>
internal sealed class FakeFacilitator : IFacilitator
{
    private readonly ConcurrentDictionary<string, bool> _spent = new(StringComparer.OrdinalIgnoreCase);
    private int _verified;
    private int _settled;

    public int Verified => _verified;

    public int Settled => _settled;

    public Func<FacilitatorRequest, CancellationToken, ValueTask<VerifyResponse>>? OnVerify { get; set; }

    public Func<FacilitatorRequest, int, CancellationToken, ValueTask<SettleResponse>>? OnSettle { get; set; }

    public Func<SupportedResponse> OnSupported { get; set; } = () => new()
    {
        Kinds =
        [
            new() { X402Version = 2, Scheme = "exact", Network = "eip155:8453" },
            new() { X402Version = 2, Scheme = "exact", Network = "eip155:84532" },
            new() { X402Version = 1, Scheme = "exact", Network = "base" },
            new() { X402Version = 1, Scheme = "exact", Network = "base-sepolia" },
        ],
    };

    public ConcurrentQueue<FacilitatorRequest> Requests { get; } = new();

    public ValueTask<VerifyResponse> VerifyAsync(FacilitatorRequest request, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _verified);
        Requests.Enqueue(request);
        if (OnVerify is not null)
            return OnVerify(request, cancellationToken);
        var authorization = request.PaymentPayload.Payload.GetProperty("authorization");
        return new(_spent.ContainsKey(authorization.GetProperty("nonce").GetString()!)
            ? new VerifyResponse { IsValid = false, InvalidReason = ErrorCodes.ExactEvmNonceUsed }
            : VerifyResponse.Valid(authorization.GetProperty("from").GetString()!));
    }

    public ValueTask<SettleResponse> SettleAsync(FacilitatorRequest request, CancellationToken cancellationToken = default)
    {
        var call = Interlocked.Increment(ref _settled);
        if (OnSettle is not null)
            return OnSettle(request, call, cancellationToken);
        _spent[request.PaymentPayload.Payload.GetProperty("authorization").GetProperty("nonce").GetString()!] = true;
        return new(Success(request));
    }

    public ValueTask<SupportedResponse> GetSupportedAsync(CancellationToken cancellationToken = default) => new(OnSupported());

    public static SettleResponse Success(FacilitatorRequest request) => new()
    {
        Success = true, Transaction = "0x" + new string('a', 64), Network = request.PaymentRequirements.Network,
        Payer = request.PaymentPayload.Payload.GetProperty("authorization").GetProperty("from").GetString(),
    };

    public static SettleResponse Failure(FacilitatorRequest request, string reason, string transaction = "") => new()
    {
        Success = false, ErrorReason = reason, Transaction = transaction, Network = request.PaymentRequirements.Network,
    };
}
