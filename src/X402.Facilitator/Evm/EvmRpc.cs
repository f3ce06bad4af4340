using System.Text.Json;
using X402.Evm;

namespace X402.Facilitator;

/// <summary>
/// An EVM chain behind a JSON-RPC endpoint. Answers have a size cap and a time-out, ids are checked, and texts show scheme and host of the
/// endpoint only, since its path and query carry keys.
/// </summary>
public sealed class EvmRpc : IEvmChainReader
{
    private const int MaxCodeBytes = 1024 * 1024;

    private readonly RpcTransport _transport;

    /// <summary>Asks <paramref name="url"/> for <paramref name="chainId"/>; which chain really answers is for <see cref="GetChainIdAsync"/>.</summary>
    public EvmRpc(ChainId chainId, Uri url, HttpClient http, EvmRpcOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(http);
        ChainId = chainId;
        _transport = new(url, http, options ?? new(), time ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public ChainId ChainId { get; }

    /// <summary>Scheme and host of the endpoint.</summary>
    public override string ToString() => _transport.Endpoint;

    /// <summary>The chain that answers (<c>eth_chainId</c>).</summary>
    /// <exception cref="ChainUnavailableException">No answer.</exception>
    public async ValueTask<ChainId> GetChainIdAsync(CancellationToken cancellationToken = default) =>
        ChainId.Evm(await NumberAsync("eth_chainId", static _ => { }, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> GetCodeAsync(Address address, CancellationToken cancellationToken = default) =>
        Bytes("eth_getCode", await ResultAsync("eth_getCode", writer => WriteAccount(writer, address, "latest"), cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<EvmCallResult> CallAsync(Address to, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
    {
        var answer = await _transport.AskAsync("eth_call", writer => WriteCall(writer, null, to, data), cancellationToken).ConfigureAwait(false);
        if (answer.Error is not { } error)
            return new(true, Bytes("eth_call", answer.Result));
        return error.IsRevert ? new(false, error.Data, error.Text) : throw Refused("eth_call", error);
    }

    /// <summary>The gas of a call, or the revert that it would end in.</summary>
    internal async ValueTask<(ulong Gas, RpcError? Error)> EstimateGasAsync(
        Address from, Address to, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var answer = await _transport.AskAsync("eth_estimateGas", writer => WriteCall(writer, from, to, data), cancellationToken).ConfigureAwait(false);
        return answer.Error is { } error ? (0, error) : (Number("eth_estimateGas", answer.Result), null);
    }

    /// <summary>The next account nonce, transactions that wait to be mined included.</summary>
    internal ValueTask<ulong> GetTransactionCountAsync(Address account, CancellationToken cancellationToken) =>
        NumberAsync("eth_getTransactionCount", writer => WriteAccount(writer, account, "pending"), cancellationToken);

    /// <summary>The account's money for gas, in wei.</summary>
    internal async ValueTask<UInt256> GetBalanceAsync(Address account, CancellationToken cancellationToken)
    {
        var result = await ResultAsync("eth_getBalance", writer => WriteAccount(writer, account, "latest"), cancellationToken).ConfigureAwait(false);
        return Quantity.TryRead(result, out UInt256 value) ? value : throw Rubbish("eth_getBalance");
    }

    /// <summary>Base fee of the latest block, in wei; 0 where blocks have none.</summary>
    internal async ValueTask<UInt256> GetBaseFeeAsync(CancellationToken cancellationToken)
    {
        var block = await ResultAsync("eth_getBlockByNumber", static writer =>
        {
            writer.WriteStringValue("latest");
            writer.WriteBooleanValue(false);
        }, cancellationToken).ConfigureAwait(false);
        if (block.ValueKind != JsonValueKind.Object)
            throw Rubbish("eth_getBlockByNumber");
        return block.TryGetProperty("baseFeePerGas", out var fee) && Quantity.TryRead(fee, out UInt256 value) ? value : UInt256.Zero;
    }

    /// <summary>The tip that the node proposes, in wei; null when it does not know the method.</summary>
    internal async ValueTask<UInt256?> GetPriorityFeeAsync(CancellationToken cancellationToken)
    {
        var answer = await _transport.AskAsync("eth_maxPriorityFeePerGas", static _ => { }, cancellationToken).ConfigureAwait(false);
        return answer.Error is null && Quantity.TryRead(answer.Result, out UInt256 value) ? value : null;
    }

    /// <summary>Broadcasts; the result is what the node says is the hash.</summary>
    internal ValueTask<RpcAnswer> SendRawTransactionAsync(ReadOnlyMemory<byte> raw, CancellationToken cancellationToken) =>
        _transport.AskAsync("eth_sendRawTransaction", writer => writer.WriteStringValue(Hex.Encode(raw.Span)), cancellationToken);

    /// <summary>The receipt; null while there is none.</summary>
    internal async ValueTask<TransactionReceipt?> GetReceiptAsync(Bytes32 transaction, CancellationToken cancellationToken)
    {
        const string Method = "eth_getTransactionReceipt";
        var result = await ResultAsync(Method, writer => writer.WriteStringValue(transaction.ToString()), cancellationToken).ConfigureAwait(false);
        if (result.ValueKind == JsonValueKind.Null)
            return null;
        return TransactionReceipt.TryRead(result, out var receipt) ? receipt : throw Rubbish(Method);
    }

    private async ValueTask<JsonElement> ResultAsync(string method, Action<Utf8JsonWriter> parameters, CancellationToken cancellationToken)
    {
        var answer = await _transport.AskAsync(method, parameters, cancellationToken).ConfigureAwait(false);
        return answer.Error is { } error ? throw Refused(method, error) : answer.Result;
    }

    private async ValueTask<ulong> NumberAsync(string method, Action<Utf8JsonWriter> parameters, CancellationToken cancellationToken) =>
        Number(method, await ResultAsync(method, parameters, cancellationToken).ConfigureAwait(false));

    private ulong Number(string method, JsonElement result) => Quantity.TryRead(result, out ulong value) ? value : throw Rubbish(method);

    private byte[] Bytes(string method, JsonElement result) =>
        result.ValueKind == JsonValueKind.String && Hex.Decode(result.GetString(), MaxCodeBytes) is { } bytes ? bytes : throw Rubbish(method);

    private static void WriteAccount(Utf8JsonWriter writer, Address account, string block)
    {
        writer.WriteStringValue(Hex.Encode(account.Span));
        writer.WriteStringValue(block);
    }

    private static void WriteCall(Utf8JsonWriter writer, Address? from, Address to, ReadOnlyMemory<byte> data)
    {
        writer.WriteStartObject();
        if (from is { } sender)
            writer.WriteString("from", Hex.Encode(sender.Span));
        writer.WriteString("to", Hex.Encode(to.Span));
        writer.WriteString("data", Hex.Encode(data.Span));
        writer.WriteEndObject();
        writer.WriteStringValue("latest");
    }

    private ChainUnavailableException Refused(string method, RpcError error) =>
        new($"{method}: {this} answered with error {error.Code}: {error.Text}");

    private ChainUnavailableException Rubbish(string method) => new($"{method}: {this} answered with a result of another shape.");
}
