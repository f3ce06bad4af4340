namespace X402.AspNetCore;

/// <summary>A way to pay as the route's author wrote it.</summary>
internal sealed record AcceptedPrice(ChainId Network, Price Price, string? PayTo, string Scheme);
