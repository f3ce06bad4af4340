using X402.Protocol;

namespace X402.Stores;

/// <summary>The state of a claim.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Outcome">The settlement, once there is one.</param>
public sealed record ClaimResult(ClaimStatus Status, SettleResponse? Outcome = null);
