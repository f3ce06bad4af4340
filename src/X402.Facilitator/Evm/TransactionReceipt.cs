using System.Text.Json;
using X402.Evm;

namespace X402.Facilitator;

/// <summary>What became of a mined transaction.</summary>
internal sealed record TransactionReceipt(bool Succeeded, ulong BlockNumber, IReadOnlyList<EventLog> Logs)
{
    private const int MaxLogData = 64 * 1024;

    /// <summary>Reads the result of <c>eth_getTransactionReceipt</c>; false for anything that is not a receipt.</summary>
    public static bool TryRead(JsonElement element, out TransactionReceipt? receipt)
    {
        receipt = null;
        if (element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty("status", out var status) || !Quantity.TryRead(status, out ulong succeeded)
            || !element.TryGetProperty("blockNumber", out var number) || !Quantity.TryRead(number, out ulong block)
            || !element.TryGetProperty("logs", out var logs) || logs.ValueKind != JsonValueKind.Array)
            return false;
        var read = new List<EventLog>(logs.GetArrayLength());
        foreach (var log in logs.EnumerateArray())
        {
            if (!TryReadLog(log, out var one))
                return false;
            read.Add(one!);
        }
        receipt = new(succeeded == 1, block, read);
        return true;
    }

    private static bool TryReadLog(JsonElement element, out EventLog? log)
    {
        log = null;
        if (element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty("address", out var address) || address.ValueKind != JsonValueKind.String
            || !Address.TryParse(address.GetString(), out var emitter)
            || !element.TryGetProperty("topics", out var topics) || topics.ValueKind != JsonValueKind.Array || topics.GetArrayLength() > 4
            || !element.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.String
            || Hex.Decode(data.GetString(), MaxLogData) is not { } bytes)
            return false;
        var read = new List<Bytes32>(4);
        foreach (var topic in topics.EnumerateArray())
        {
            if (topic.ValueKind != JsonValueKind.String || !Bytes32.TryParse(topic.GetString(), out var value))
                return false;
            read.Add(value);
        }
        log = new(emitter, read, bytes);
        return true;
    }
}
