namespace X402.Schemes.ExactEvm;

/// <summary>The named, ordered checks of a payment (x402 <c>exact</c> on EVM, EIP-3009).</summary>
public static class Checks
{
    /// <summary>Seconds that an authorization must still live when it is verified, so that a block can take it.</summary>
    public const int ExpiryMarginSeconds = 6;
}
