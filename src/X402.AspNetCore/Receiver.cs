namespace X402.AspNetCore;

/// <summary>Who is paid on a network.</summary>
internal sealed record Receiver(ChainId Network, string Address);
