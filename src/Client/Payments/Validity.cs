namespace X402.Client;

/// <summary>How long a payment is valid: what the server asks for, within what is safe.</summary>
internal static class Validity
{
    /// <summary>Verifiers want 6 seconds left when they look; shorter payments would be dead on arrival.</summary>
    public static readonly TimeSpan Min = TimeSpan.FromSeconds(15);

    /// <summary>What v1 servers mean when they say nothing.</summary>
    private static readonly TimeSpan Unsaid = TimeSpan.FromSeconds(60);

    public static TimeSpan Clamp(long maxTimeoutSeconds, TimeSpan max)
    {
        // Compared in seconds first: the server's number may not fit a TimeSpan.
        var asked = maxTimeoutSeconds <= 0 ? Unsaid : maxTimeoutSeconds >= max.TotalSeconds ? max : TimeSpan.FromSeconds(maxTimeoutSeconds);
        return asked < Min ? Min : asked > max ? max : asked;
    }
}
