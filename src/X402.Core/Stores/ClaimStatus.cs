namespace X402.Stores;

/// <summary>What became of a claim.</summary>
public enum ClaimStatus
{
    /// <summary>The caller has it now.</summary>
    Claimed,

    /// <summary>Another request has it and is not done.</summary>
    InProgress,

    /// <summary>It is spent: settled, or pending with an unknown outcome.</summary>
    Completed,

    /// <summary>It was used for another method, resource or amount.</summary>
    BoundElsewhere,
}
