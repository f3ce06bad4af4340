using System.Security.Cryptography;
using System.Text.Json;
using X402.Evm;
using X402.Protocol;
using X402.Schemes;

namespace X402.Client.Tests;

/// <summary>Signs nothing, but says what it was asked: every payment has a payload of its own.</summary>
internal sealed class FakeSigner : IPaymentSigner
{
    public const string SecretMark = "0xsecret";
    private int _signed;

    public List<SignPaymentRequest> Requests { get; } = [];

    public int Signed => _signed;

    public int Padding { get; set; }

    public Func<PaymentRequirements, bool> Can { get; init; } = offer => offer.Scheme == "exact";

    public Func<SignPaymentRequest, Exception?> Fail { get; init; } = _ => null;

    public bool CanSign(PaymentRequirements requirements) => Can(requirements);

    public async ValueTask<SignedPayment> SignAsync(SignPaymentRequest request, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        var number = Interlocked.Increment(ref _signed);
        lock (Requests)
            Requests.Add(request);
        if (Fail(request) is { } exception)
            throw exception;
        var payload = JsonSerializer.SerializeToElement(new { signature = $"{SecretMark}{number}", value = request.Requirements.Amount, padding = new string('x', Padding) });
        var key = new PaymentKey(new Bytes32(RandomNumberGenerator.GetBytes(32)));
        return new(payload, new(key, "payer", request.Now + request.Lifetime));
    }
}
