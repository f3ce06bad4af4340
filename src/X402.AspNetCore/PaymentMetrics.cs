using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using X402.Protocol;

namespace X402.AspNetCore;

/// <summary>What the gate measures: see <see cref="X402Diagnostics"/>.</summary>
internal static class PaymentMetrics
{
    /// <summary>Counts a request that came with a payment. First contact is not a payment.</summary>
    public static void Count(PaidRequest request, string outcome, string? reason)
    {
        if (reason == ErrorCodes.PaymentRequired || !X402Diagnostics.Payments.Enabled)
            return;
        X402Diagnostics.Payments.Add(1, new TagList { { "outcome", outcome }, { "scheme", Scheme(request) }, { "network", Network(request) }, { "reason", reason } });
    }

    /// <summary>Times and traces a call to the facilitator, until it is disposed.</summary>
    public static Timing Time(Histogram<double> histogram, string activity, PaidRequest request, TimeProvider time) =>
        new(histogram, X402Diagnostics.Source.StartActivity(activity, ActivityKind.Client), request, time);

    private static string? Scheme(PaidRequest request) => request.Offer?.Requirements.Scheme;

    private static string? Network(PaidRequest request) => request.Offer?.Requirements.Network;

    internal readonly struct Timing : IDisposable
    {
        private readonly Histogram<double> _histogram;
        private readonly Activity? _activity;
        private readonly PaidRequest _request;
        private readonly TimeProvider _time;
        private readonly long _started;

        public Timing(Histogram<double> histogram, Activity? activity, PaidRequest request, TimeProvider time)
        {
            (_histogram, _activity, _request, _time, _started) = (histogram, activity, request, time, time.GetTimestamp());
            activity?.SetTag("x402.scheme", Scheme(request))?.SetTag("x402.network", Network(request));
        }

        public void Dispose()
        {
            _activity?.Dispose();
            _histogram.Record(_time.GetElapsedTime(_started).TotalSeconds, new TagList { { "scheme", Scheme(_request) }, { "network", Network(_request) } });
        }
    }
}
