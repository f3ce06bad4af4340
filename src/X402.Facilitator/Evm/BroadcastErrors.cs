namespace X402.Facilitator;

/// <summary>What a node's refusal of a transaction means (x402 <c>exact</c> on EVM: settlement). Nodes have texts only, so texts decide.</summary>
internal static class BroadcastErrors
{
    private static readonly (string Words, string Code)[] Reasons =
    [
        ("authorization is expired", ErrorCodes.ExactEvmValidBefore),
        ("not yet valid", ErrorCodes.ExactEvmValidAfter),
        ("used or canceled", ErrorCodes.ExactEvmNonceUsed),
        ("exceeds balance", ErrorCodes.ExactEvmInsufficientBalance),
        ("invalid signature", ErrorCodes.ExactEvmSignature),
    ];

    private static readonly string[] TakenNonce = ["nonce too low", "nonce is too low", "replacement transaction underpriced", "nonce already used"];
    private static readonly string[] FarNonce = ["nonce too high", "nonce is too high", "nonce gap"];
    private static readonly string[] Known = ["already known", "already imported", "known transaction", "already exists", "already in mempool"];

    /// <summary>The code of a refusal, with the node's text.</summary>
    public static PaymentError Map(RpcError error)
    {
        if (Has(error, "insufficient funds"))
            return new(ErrorCodes.ExactEvmRelayerInsufficientFunds, Detail: "The facilitator cannot pay for gas. The payment was not used.");
        foreach (var (words, code) in Reasons)
        {
            if (Has(error, words))
                return new(code, Detail: error.Text);
        }
        return new(ErrorCodes.ExactEvmTransactionFailed, Detail: error.Text);
    }

    /// <summary>Another transaction has this account nonce.</summary>
    public static bool IsNonceTaken(RpcError error) => IsAny(TakenNonce, error);

    /// <summary>An earlier account nonce is missing.</summary>
    public static bool IsNonceTooFar(RpcError error) => IsAny(FarNonce, error);

    /// <summary>The node has this very transaction.</summary>
    public static bool IsKnown(RpcError error) => IsAny(Known, error);

    // Where nodes run what they are sent, a contract's own words come back: a stranger's token could speak like the node.
    private static bool IsAny(string[] texts, RpcError error) => !error.IsRevert && Array.Exists(texts, error.Says);

    private static bool Has(RpcError error, string words) => error.Says(words) || error.Text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
