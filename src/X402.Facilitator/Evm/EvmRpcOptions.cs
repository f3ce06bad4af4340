namespace X402.Facilitator;

/// <summary>Limits of an <see cref="EvmRpc"/>.</summary>
public sealed class EvmRpcOptions
{
    /// <summary>How long one call may take, body included. 10 s unless set.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of the longest answer that is read. 4 MiB unless set.</summary>
    public int MaxResponseBytes { get; set; } = 4 * 1024 * 1024;
}
