using System.Collections.Frozen;
using System.Text.Json;
using X402.Evm;
using X402.Testing.Ledger;

namespace X402.Testing.Rpc;

/// <summary>The methods: each writes its result.</summary>
internal sealed class RpcMethods
{
    private const ulong MaxFeeHistory = 1024;
    private readonly DevLedger _ledger;
    private readonly Faults _faults;
    private readonly FrozenDictionary<string, Method> _methods;

    public RpcMethods(DevLedger ledger, Faults faults)
    {
        (_ledger, _faults) = (ledger, faults);
        _methods = new Dictionary<string, Method>
        {
            ["eth_chainId"] = (_, json) => json.WriteQuantity(_ledger.ChainId),
            ["net_version"] = (_, json) => json.WriteStringValue(_ledger.ChainId.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ["web3_clientVersion"] = (_, json) => json.WriteStringValue("X402.DevChain/0.1 (in process, native contracts)"),
            ["eth_syncing"] = (_, json) => json.WriteBooleanValue(false),
            ["eth_accounts"] = (_, json) => json.WriteEmptyArray(),
            ["eth_blockNumber"] = (_, json) => json.WriteQuantity(_ledger.Latest.Number),
            ["eth_gasPrice"] = (_, json) => json.WriteQuantity(DevLedger.BaseFee + DevLedger.SuggestedPriorityFee),
            ["eth_maxPriorityFeePerGas"] = (_, json) => json.WriteQuantity(DevLedger.SuggestedPriorityFee),
            ["eth_feeHistory"] = FeeHistory,
            ["eth_getBlockByNumber"] = (p, json) => json.WriteBlock(Find(p.Block(0)), p.Bool(1)),
            ["eth_getBlockByHash"] = (p, json) => json.WriteBlock(_ledger.BlockWithHash(p.Hash(0)), p.Bool(1)),
            ["eth_getCode"] = (p, json) => json.WriteData(_ledger.CodeAt(p.Address(0)).Span),
            ["eth_getBalance"] = (p, json) => json.WriteQuantity(At(p.Block(1)).State.Account(p.Address(0)).Wei),
            ["eth_getTransactionCount"] = TransactionCount,
            ["eth_call"] = (p, json) => json.WriteData(Run(p).Output),
            ["eth_estimateGas"] = (p, json) => json.WriteQuantity(Run(p).Gas),
            ["eth_sendRawTransaction"] = Send,
            ["eth_getTransactionByHash"] = TransactionByHash,
            ["eth_getTransactionReceipt"] = Receipt,
            ["eth_getLogs"] = (p, json) => LogFilter.Read(p.Object(0), NumberOf, BlockNumberOfHash).Write(_ledger, json),
        }.ToFrozenDictionary();
    }

    private delegate void Method(RpcParameters parameters, Utf8JsonWriter json);

    public void Invoke(string method, RpcParameters parameters, Utf8JsonWriter json)
    {
        if (!_methods.TryGetValue(method, out var run))
            throw new RpcException(RpcException.MethodNotFound, $"the method {method} does not exist/is not available");
        run(parameters, json);
    }

    private (byte[] Output, ulong Gas) Run(RpcParameters parameters)
    {
        var call = parameters.Object(0);
        var data = RpcParameters.DataOf(call, "input") ?? RpcParameters.DataOf(call, "data") ?? [];
        if (RpcParameters.AddressOf(call, "to") is not { } to)
            throw new RpcException(RpcException.Rejected, "contract creation is not supported: no bytecode runs here");
        try
        {
            return _ledger.Call(RpcParameters.AddressOf(call, "from") ?? default, to, data, At(parameters.Block(1)));
        }
        catch (RevertException revert)
        {
            throw new RpcException(RpcException.Reverted, revert.Message, revert.Data);
        }
    }

    private void Send(RpcParameters parameters, Utf8JsonWriter json)
    {
        var transaction = TransactionReader.Read(parameters.Data(0));
        _ledger.Submit(transaction);
        json.WriteData(transaction.Hash.Span);
    }

    private void TransactionCount(RpcParameters parameters, Utf8JsonWriter json)
    {
        var address = parameters.Address(0);
        var block = parameters.Block(1);
        json.WriteQuantity(block == "pending" ? _ledger.PendingNonce(address) : At(block).State.Account(address).Nonce);
    }

    private void TransactionByHash(RpcParameters parameters, Utf8JsonWriter json)
    {
        var hash = parameters.Hash(0);
        if (_ledger.BlockOf(hash) is { } block)
            json.WriteTransaction(block.Transaction!.Transaction, block);
        else if (_ledger.TryGetPending(hash, out var pending))
            json.WriteTransaction(pending, null);
        else
            json.WriteNullValue();
    }

    private void Receipt(RpcParameters parameters, Utf8JsonWriter json)
    {
        if (!_faults.ReceiptsHeld && _ledger.BlockOf(parameters.Hash(0)) is { } block)
            json.WriteReceipt(block);
        else
            json.WriteNullValue();
    }

    private void FeeHistory(RpcParameters parameters, Utf8JsonWriter json)
    {
        var newest = At(parameters.Block(1)).Number;
        var count = Math.Min(Math.Min(parameters.Quantity(0), MaxFeeHistory), newest + 1);
        var percentiles = parameters.Count > 2 ? parameters.Length(2) : 0;
        json.WriteFeeHistory(newest + 1 - count, (int)count, percentiles);
    }

    private ulong? BlockNumberOfHash(Bytes32 hash) => _ledger.BlockWithHash(hash)?.Number;

    private ulong NumberOf(string block) => block switch
    {
        "latest" or "safe" or "finalized" or "pending" => _ledger.Latest.Number,
        "earliest" => 0,
        _ when RpcParameters.TryParseQuantity(block, out var number) => number,
        _ => throw RpcParameters.Invalid($"'{block}' is no block tag or quantity"),
    };

    private Block? Find(string block) => _ledger.BlockAt(NumberOf(block));

    private Block At(string block) => Find(block) ?? throw new RpcException(RpcException.Rejected, "header not found");
}
