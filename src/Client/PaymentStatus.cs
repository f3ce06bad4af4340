namespace X402;

/// <summary>What a response says about payment.</summary>
public enum PaymentStatus
{
    /// <summary>Nothing: it was free, or the server sends no receipts.</summary>
    None,

    /// <summary>A 402 without a receipt: it was not paid.</summary>
    PaymentRequired,

    /// <summary>The receipt says that the money moved.</summary>
    Settled,

    /// <summary>The receipt says that settlement failed or that its outcome is not known yet.</summary>
    SettleFailed,
}
