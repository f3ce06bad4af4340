namespace X402.Facilitator.Tests.Settlement;

/// <summary>A date that stands still over timers that run: payments of a recorded day, settled now.</summary>
internal sealed class FrozenClock(long unixSeconds) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(unixSeconds);
}
