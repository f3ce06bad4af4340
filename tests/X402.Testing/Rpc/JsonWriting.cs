using System.Text.Json;
using X402.Evm;
using X402.Testing.Ledger;

namespace X402.Testing.Rpc;

/// <summary>The shapes of the Ethereum JSON-RPC: quantities without leading zeros, data with all its digits, objects.</summary>
internal static class JsonWriting
{
    // Every bit set: a filter may always contain what is looked for, so nobody skips a block by it.
    private static readonly string Bloom = "0x" + new string('f', 512);
    private static readonly string Nothing = Hex.Encode(new byte[32]);
    private static readonly string NoAddress = Hex.Encode(new byte[20]);

    public static void WriteQuantity(this Utf8JsonWriter json, UInt256 value) => json.WriteStringValue(Quantity(value));

    public static void WriteData(this Utf8JsonWriter json, ReadOnlySpan<byte> data) => json.WriteStringValue(Hex.Encode(data));

    public static void WriteEmptyArray(this Utf8JsonWriter json)
    {
        json.WriteStartArray();
        json.WriteEndArray();
    }

    public static void WriteBlock(this Utf8JsonWriter json, Block? block, bool full)
    {
        if (block is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        json.WriteString("number", Quantity(block.Number));
        json.WriteString("hash", block.Hash.ToString());
        json.WriteString("parentHash", block.ParentHash.ToString());
        json.WriteString("timestamp", Quantity(block.Timestamp));
        json.WriteString("baseFeePerGas", Quantity(DevLedger.BaseFee));
        json.WriteString("gasLimit", Quantity(Execution.GasLimit));
        json.WriteString("gasUsed", Quantity(block.Transaction?.GasUsed ?? 0));
        json.WriteString("logsBloom", Bloom);
        foreach (var name in (ReadOnlySpan<string>)["sha3Uncles", "stateRoot", "transactionsRoot", "receiptsRoot", "mixHash"])
            json.WriteString(name, Nothing);
        json.WriteString("miner", NoAddress);
        json.WriteString("nonce", "0x0000000000000000");
        json.WriteString("difficulty", "0x0");
        json.WriteString("extraData", "0x");
        json.WriteString("size", "0x0");
        json.WriteStartArray("transactions");
        if (block.Transaction is { } mined && full)
            json.WriteTransaction(mined.Transaction, block);
        else if (block.Transaction is not null)
            json.WriteStringValue(block.Transaction.Transaction.Hash.ToString());
        json.WriteEndArray();
        json.WriteStartArray("uncles");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteTransaction(this Utf8JsonWriter json, SignedTransaction transaction, Block? block)
    {
        json.WriteStartObject();
        json.WriteString("type", Quantity(transaction.Type));
        json.WriteString("hash", transaction.Hash.ToString());
        json.WriteString("chainId", Quantity(transaction.ChainId));
        json.WriteString("nonce", Quantity(transaction.Nonce));
        json.WriteString("from", Text(transaction.Sender));
        json.WriteString("to", Text(transaction.To));
        json.WriteString("value", Quantity(transaction.Value));
        json.WriteString("input", Hex.Encode(transaction.Data));
        json.WriteString("gas", Quantity(transaction.GasLimit));
        json.WriteString("gasPrice", Quantity(block?.Transaction?.EffectiveGasPrice ?? transaction.MaxFee));
        if (transaction.Type != 0)
            WriteDynamicFee(json, transaction);
        json.WriteString("v", Quantity(transaction.V));
        json.WriteString("r", Quantity(transaction.R));
        json.WriteString("s", Quantity(transaction.S));
        json.WriteString("blockHash", block?.Hash.ToString());
        json.WriteString("blockNumber", block is null ? null : Quantity(block.Number));
        json.WriteString("transactionIndex", block is null ? null : "0x0");
        json.WriteEndObject();
    }

    private static void WriteDynamicFee(Utf8JsonWriter json, SignedTransaction transaction)
    {
        json.WriteString("maxFeePerGas", Quantity(transaction.MaxFee));
        json.WriteString("maxPriorityFeePerGas", Quantity(transaction.PriorityFee));
        json.WriteStartArray("accessList");
        json.WriteEndArray();
        json.WriteString("yParity", Quantity(transaction.V));
    }

    public static void WriteReceipt(this Utf8JsonWriter json, Block block)
    {
        var mined = block.Transaction!;
        json.WriteStartObject();
        json.WriteString("type", Quantity(mined.Transaction.Type));
        json.WriteString("status", mined.Success ? "0x1" : "0x0");
        json.WriteString("transactionHash", mined.Transaction.Hash.ToString());
        json.WriteString("transactionIndex", "0x0");
        json.WriteString("blockHash", block.Hash.ToString());
        json.WriteString("blockNumber", Quantity(block.Number));
        json.WriteString("from", Text(mined.Transaction.Sender));
        json.WriteString("to", Text(mined.Transaction.To));
        json.WriteNull("contractAddress");
        json.WriteString("gasUsed", Quantity(mined.GasUsed));
        json.WriteString("cumulativeGasUsed", Quantity(mined.GasUsed));
        json.WriteString("effectiveGasPrice", Quantity(mined.EffectiveGasPrice));
        json.WriteString("logsBloom", Bloom);
        json.WriteStartArray("logs");
        for (var i = 0; i < mined.Logs.Count; i++)
            json.WriteLog(block, i);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteLog(this Utf8JsonWriter json, Block block, int index)
    {
        var log = block.Transaction!.Logs[index];
        json.WriteStartObject();
        json.WriteString("address", Text(log.Address));
        json.WriteStartArray("topics");
        foreach (var topic in log.Topics)
            json.WriteStringValue(topic.ToString());
        json.WriteEndArray();
        json.WriteString("data", Hex.Encode(log.Data));
        json.WriteString("blockNumber", Quantity(block.Number));
        json.WriteString("blockHash", block.Hash.ToString());
        json.WriteString("blockTimestamp", Quantity(block.Timestamp));
        json.WriteString("transactionHash", block.Transaction.Transaction.Hash.ToString());
        json.WriteString("transactionIndex", "0x0");
        json.WriteString("logIndex", Quantity((ulong)index));
        json.WriteBoolean("removed", false);
        json.WriteEndObject();
    }

    public static void WriteFeeHistory(this Utf8JsonWriter json, ulong oldest, int count, int percentiles)
    {
        json.WriteStartObject();
        json.WriteString("oldestBlock", Quantity(oldest));
        json.WriteStartArray("baseFeePerGas");
        for (var i = 0; i <= count; i++)
            json.WriteQuantity(DevLedger.BaseFee);
        json.WriteEndArray();
        json.WriteStartArray("gasUsedRatio");
        for (var i = 0; i < count; i++)
            json.WriteNumberValue(0);
        json.WriteEndArray();
        if (percentiles > 0)
        {
            json.WriteStartArray("reward");
            for (var i = 0; i < count; i++)
            {
                json.WriteStartArray();
                for (var p = 0; p < percentiles; p++)
                    json.WriteQuantity(DevLedger.SuggestedPriorityFee);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static string Quantity(UInt256 value)
    {
        Span<byte> bytes = stackalloc byte[32];
        value.WriteBigEndian(bytes);
        var digits = Convert.ToHexStringLower(bytes).TrimStart('0');
        return digits.Length == 0 ? "0x0" : "0x" + digits;
    }

    // Nodes write addresses in lower case.
    private static string Text(Address address) => Hex.Encode(address.Span);
}
