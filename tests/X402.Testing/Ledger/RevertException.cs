using X402.Evm;
using X402.Testing.Contracts;

namespace X402.Testing.Ledger;

/// <summary>The EVM's own exception: undoes a call. Never leaves the ledger; a node tells it as error 3 or as status 0.</summary>
internal sealed class RevertException : Exception
{
    /// <summary>With a reason, as <c>Error(string)</c>.</summary>
    public RevertException(string reason) : base($"execution reverted: {reason}") => Data = AbiOutput.Error(reason);

    /// <summary>Without data, as when calldata cannot be decoded.</summary>
    public RevertException() : base("execution reverted") => Data = [];

    public new byte[] Data { get; }
}
