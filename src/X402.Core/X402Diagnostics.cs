using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace X402;

/// <summary>Traces and metrics of the whole family: one activity source and one meter, both named <see cref="Name"/>.</summary>
public static class X402Diagnostics
{
    /// <summary>What to give to <c>AddSource</c> and <c>AddMeter</c>.</summary>
    public const string Name = "X402";

    private static readonly InstrumentAdvice<double> Seconds =
        new() { HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] };

    /// <summary>Activities.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Instruments.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary><c>x402.payments</c>: paid requests that a server answered, tagged <c>outcome</c>, <c>scheme</c>, <c>network</c>, <c>reason</c>.</summary>
    public static Counter<long> Payments { get; } = Meter.CreateCounter<long>("x402.payments", "{payment}", "Payments that came to this server.");

    /// <summary><c>x402.verify.duration</c> in seconds, tagged like <see cref="Payments"/>.</summary>
    public static Histogram<double> VerifyDuration { get; } =
        Meter.CreateHistogram("x402.verify.duration", "s", "Time to verify a payment.", advice: Seconds);

    /// <summary><c>x402.settle.duration</c> in seconds, tagged like <see cref="Payments"/>.</summary>
    public static Histogram<double> SettleDuration { get; } =
        Meter.CreateHistogram("x402.settle.duration", "s", "Time to settle a payment.", advice: Seconds);

    /// <summary><c>x402.client.payments</c>: payments that a client made or refused to make, tagged like <see cref="Payments"/>.</summary>
    public static Counter<long> ClientPayments { get; } =
        Meter.CreateCounter<long>("x402.client.payments", "{payment}", "Payments that this client made or refused to make.");
}
