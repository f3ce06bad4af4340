using System.Text;
using System.Text.Json;
using X402.Evm;

namespace X402.Facilitator;

/// <summary>The <c>error</c> of a JSON-RPC answer.</summary>
internal sealed record RpcError(int Code, string Message, ReadOnlyMemory<byte> Data)
{
    private const int MaxText = 300;
    private const int MaxRevertBytes = 16 * 1024;

    /// <summary>What a person wants to read: the contract's reason where there is one, else the node's message.</summary>
    public string Text => Shorten(RevertReason.Decode(Data.Span) ?? Message);

    /// <summary>Whether the call was run and failed, as opposed to a node that did not run it.</summary>
    public bool IsRevert =>
        Code == 3 || !Data.IsEmpty || Says("revert") || Says("invalid opcode") || Says("out of gas") || Says("VM Exception") || Says("execution failed");

    public bool Says(string words) => Message.Contains(words, StringComparison.OrdinalIgnoreCase);

    public static RpcError Read(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object)
            return new(0, "an error without a text", default);
        var code = error.TryGetProperty("code", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) ? value : 0;
        var message = error.TryGetProperty("message", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
        return new(code, message, error.TryGetProperty("data", out var data) ? ReadData(data, 0) : default);
    }

    // Nodes wrap the revert data in different ways: a text, "Reverted 0x…", or an object that has it in "data".
    private static ReadOnlyMemory<byte> ReadData(JsonElement data, int depth)
    {
        if (data.ValueKind == JsonValueKind.Object && depth < 3)
        {
            return data.TryGetProperty("data", out var inner) ? ReadData(inner, depth + 1)
                : data.TryGetProperty("originalError", out inner) ? ReadData(inner, depth + 1) : default;
        }
        if (data.ValueKind != JsonValueKind.String || data.GetString() is not { } text)
            return default;
        var start = text.IndexOf("0x", StringComparison.Ordinal);
        return start < 0 ? default : Hex.Decode(text[start..], MaxRevertBytes);
    }

    private static string Shorten(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, MaxText));
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, MaxText)))
            clean.Append(char.IsControl(c) ? ' ' : c);
        return clean.ToString();
    }
}
