using System.Diagnostics.CodeAnalysis;

namespace X402.Testing.Rpc;

/// <summary>A JSON-RPC error on its way to the caller.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "An error has a code.")]
internal sealed class RpcException(int code, string message, byte[]? revertData = null) : Exception(message)
{
    public const int ParseError = -32700;
    public const int InvalidRequest = -32600;
    public const int MethodNotFound = -32601;
    public const int InvalidParams = -32602;
    public const int InternalError = -32603;

    /// <summary>What nodes answer when they refuse a transaction.</summary>
    public const int Rejected = -32000;

    /// <summary>What nodes answer when a call reverts.</summary>
    public const int Reverted = 3;

    public int Code { get; } = code;

    public byte[]? RevertData { get; } = revertData;
}
