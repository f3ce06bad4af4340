namespace X402.Facilitator;

/// <summary>Body of <c>/health</c>.</summary>
internal sealed record ApiHealth(string Status);
