using System.Text.Json;
using BenchmarkDotNet.Attributes;
using X402.Protocol;

namespace X402.Benchmarks;

/// <summary>A PAYMENT-SIGNATURE header into its object; beside it the same with no check of what came.</summary>
public class HeaderDecodeBenchmarks : PaymentHeaderBenchmarks
{
    [Benchmark(Baseline = true)]
    public PaymentPayload? Ours() => PaymentHeaderCodec.TryDecodePaymentPayload(Next(), out PaymentPayload? payment, out _) ? payment : null;

    [Benchmark]
    public PaymentPayload? Base64AndSystemTextJson() => JsonSerializer.Deserialize(Convert.FromBase64String(Next()), X402Json.Wire.PaymentPayload);
}
