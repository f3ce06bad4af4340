using System.Diagnostics;
using System.Diagnostics.Metrics;
using X402.Protocol;

namespace X402.Facilitator;

/// <summary>One verify or settle as an activity and a measurement. Tags are bounded: what is not served has no name of its own.</summary>
internal sealed class FacilitatorCall(string name, Histogram<double> duration, FacilitatorRequest request, TimeProvider time) : IDisposable
{
    private readonly Activity? _activity = X402Diagnostics.Source.StartActivity(name, ActivityKind.Server);
    private readonly long _start = time.GetTimestamp();
    private string _outcome = "error";
    private string? _reason;

    public VerifyResponse Ended(VerifyResponse answer)
    {
        (_outcome, _reason) = (answer.IsValid ? "valid" : "invalid", answer.InvalidReason);
        return answer;
    }

    public SettleResponse Ended(SettleResponse answer)
    {
        (_outcome, _reason) = (answer.Success ? "settled" : answer.IsPending ? "pending" : "failed", answer.ErrorReason);
        return answer;
    }

    public void Dispose()
    {
        var served = _reason is not (ErrorCodes.UnsupportedScheme or ErrorCodes.InvalidX402Version);
        var tags = new TagList
        {
            { "outcome", _outcome }, { "scheme", served ? request.PaymentRequirements.Scheme : "unknown" },
            { "network", served ? request.PaymentRequirements.Network : "unknown" }, { "reason", _reason },
        };
        duration.Record(time.GetElapsedTime(_start).TotalSeconds, tags);
        if (_activity is null)
            return;
        foreach (var tag in tags)
            _activity.SetTag("x402." + tag.Key, tag.Value);
        _activity.SetStatus(_outcome == "error" ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        _activity.Dispose();
    }
}
