namespace X402.Facilitator;

/// <summary>Body of every answer that is not one of the protocol.</summary>
internal sealed record ApiError(string Error, string? Field = null);
