using System.Text.Json;
using X402.Evm;
using X402.Testing.Ledger;

namespace X402.Testing.Rpc;

/// <summary>The filter of <c>eth_getLogs</c>: addresses, topics by position (null is any, a list is one of), and a range of blocks.</summary>
internal sealed class LogFilter
{
    private const int MaxTopics = 4;
    private readonly HashSet<Address> _addresses = [];
    private readonly List<HashSet<Bytes32>?> _topics = [];
    private ulong _from, _to;

    public static LogFilter Read(JsonElement filter, Func<string, ulong> numberOf, Func<Bytes32, ulong?> numberOfHash)
    {
        LogFilter result = new();
        if (filter.TryGetProperty("blockHash", out var text) && text.ValueKind != JsonValueKind.Null)
        {
            result._from = result._to = Bytes32.TryParse(text.ToString(), out var hash) && numberOfHash(hash) is { } number
                ? number
                : throw new RpcException(RpcException.Rejected, "unknown block");
        }
        else
        {
            result._from = numberOf(RpcParameters.BlockOf(filter, "fromBlock") ?? "latest");
            result._to = numberOf(RpcParameters.BlockOf(filter, "toBlock") ?? "latest");
        }
        if (result._to < result._from)
            throw RpcParameters.Invalid("fromBlock is after toBlock");
        if (filter.TryGetProperty("address", out var addresses) && addresses.ValueKind != JsonValueKind.Null)
            result._addresses.UnionWith(Each(addresses).Select(value => RpcParameters.ToAddress(value, "address")));
        if (filter.TryGetProperty("topics", out var topics) && topics.ValueKind == JsonValueKind.Array)
            result.ReadTopics(topics);
        return result;
    }

    public void Write(DevLedger ledger, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        var last = Math.Min(_to, ledger.Latest.Number);
        for (var number = _from; number <= last; number++)
        {
            if (ledger.BlockAt(number) is not { Transaction: { } mined } block)
                continue;
            for (var i = 0; i < mined.Logs.Count; i++)
            {
                if (Matches(mined.Logs[i]))
                    json.WriteLog(block, i);
            }
        }
        json.WriteEndArray();
    }

    private void ReadTopics(JsonElement topics)
    {
        if (topics.GetArrayLength() > MaxTopics)
            throw RpcParameters.Invalid("there are at most 4 topics");
        foreach (var position in topics.EnumerateArray())
            _topics.Add(position.ValueKind == JsonValueKind.Null ? null : [.. Each(position).Select(Topic)]);

        static Bytes32 Topic(JsonElement value) =>
            value.ValueKind == JsonValueKind.String && Bytes32.TryParse(value.GetString(), out var topic)
                ? topic
                : throw RpcParameters.Invalid("a topic is 0x and 64 hex digits");
    }

    private bool Matches(LogEntry log)
    {
        if (_addresses.Count > 0 && !_addresses.Contains(log.Address))
            return false;
        for (var i = 0; i < _topics.Count; i++)
        {
            if (i >= log.Topics.Count || _topics[i] is { Count: > 0 } wanted && !wanted.Contains(log.Topics[i]))
                return false;
        }
        return true;
    }

    private static JsonElement[] Each(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
}
