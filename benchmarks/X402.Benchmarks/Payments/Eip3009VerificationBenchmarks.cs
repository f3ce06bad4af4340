using System.Text.Json;
using BenchmarkDotNet.Attributes;
using X402.Benchmarks.Rivals;
using X402.Cryptography.Tests;
using X402.Evm;
using X402.Protocol;
using X402.Schemes.ExactEvm;

namespace X402.Benchmarks;

/// <summary>
/// From the text of a PAYMENT-SIGNATURE header to the payer. Ours runs all checks that need no chain; the rivals get our decoding and
/// hashing, recover the key with another library and compare the address, and check nothing else.
/// </summary>
public class Eip3009VerificationBenchmarks : PaymentHeaderBenchmarks
{
    private static readonly Eip712Domain s_domain = new("USDC", "2", UInt256.FromUInt64(84532), Address.Parse("0x036CbD53842c5426634e7929541eC2318f3dCF7e"));
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    [Benchmark(Baseline = true)]
    public bool Ours()
    {
        _ = PaymentHeaderCodec.TryDecodePaymentPayload(Next(), out PaymentPayload? payment, out _);
        return Verifier.VerifyOffline(new FacilitatorRequest { PaymentPayload = payment!, PaymentRequirements = Offer }, _now).IsValid;
    }

    [Benchmark]
    public bool BouncyCastleRecovery()
    {
        TransferAuthorization authorization = Decode(out Bytes32 digest, out byte[] signature);
        byte[]? key = BouncySecp256k1.Recover(digest.Span.ToArray(), signature[..64], signature[64] - 27);
        return key is not null && Address.FromPublicKey(key) == authorization.From;
    }

    [Benchmark, BenchmarkCategory(NativeLibraries.Secp256k1)]
    public bool Libsecp256k1Recovery()
    {
        TransferAuthorization authorization = Decode(out Bytes32 digest, out byte[] signature);
        Span<byte> key = stackalloc byte[64];
        return LibSecp256k1.TryRecover(digest.Span, signature.AsSpan(0, 64), signature[64] - 27, key) && Address.FromPublicKey(key) == authorization.From;
    }

    private protected override Task CheckAsync()
    {
        Require(Ours() && BouncyCastleRecovery() && (!NativeLibraries.Has(NativeLibraries.Secp256k1) || Libsecp256k1Recovery()), "A genuine payment is refused.");
        return Task.CompletedTask;
    }

    private TransferAuthorization Decode(out Bytes32 digest, out byte[] signature)
    {
        _ = PaymentHeaderCodec.TryDecodePaymentPayload(Next(), out PaymentPayload? payment, out _);
        Payload payload = payment!.Payload.Deserialize(X402Json.Wire.ExactEvmPayload)!;
        Authorization text = payload.Authorization;
        TransferAuthorization values = new(Address.Parse(text.From), Address.Parse(text.To), UInt256.Parse(text.Value), UInt256.Parse(text.ValidAfter), UInt256.Parse(text.ValidBefore), Bytes32.Parse(text.Nonce));
        digest = Eip3009.Digest(values, s_domain);
        signature = Convert.FromHexString(payload.Signature.AsSpan(2));
        return values;
    }
}
