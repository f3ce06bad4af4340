using X402.Testing.Rpc;

namespace X402.Testing.Ledger;

/// <summary>What a node checks before it takes a transaction into its pool, with geth's texts.</summary>
internal static class Admission
{
    /// <exception cref="RpcException">The transaction is refused.</exception>
    public static void Check(SignedTransaction transaction, ulong chainId, AccountState sender, ulong intrinsicGas)
    {
        Require(transaction.ChainId == chainId, $"invalid chain id for signer: have {transaction.ChainId} want {chainId}");
        Require(transaction.GasLimit <= Execution.GasLimit, "exceeds block gas limit");
        Require(transaction.GasLimit >= intrinsicGas, $"intrinsic gas too low: gas {transaction.GasLimit}, minimum needed {intrinsicGas}");
        Require(transaction.PriorityFee <= transaction.MaxFee, "max priority fee per gas higher than max fee per gas");
        Require(
            transaction.MaxFee >= DevLedger.BaseFee,
            $"max fee per gas less than block base fee: maxFeePerGas: {transaction.MaxFee}, baseFee: {DevLedger.BaseFee}");
        Require(transaction.Nonce >= sender.Nonce, $"nonce too low: address {transaction.Sender}, tx: {transaction.Nonce} state: {sender.Nonce}");
        Require(
            transaction.UpfrontCost <= sender.Wei,
            $"insufficient funds for gas * price + value: address {transaction.Sender} have {sender.Wei} want {transaction.UpfrontCost}");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
            throw new RpcException(RpcException.Rejected, message);
    }
}
