using System.Globalization;
using System.Text.Json;

namespace X402.Facilitator;

/// <summary>Numbers of Ethereum's JSON-RPC: <c>0x</c> and hex digits without leading zeros.</summary>
internal static class Quantity
{
    public static string Write(ulong value) => string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");

    public static bool TryRead(JsonElement element, out UInt256 value)
    {
        value = default;
        if (element.ValueKind != JsonValueKind.String || element.GetString() is not { } text
            || text.Length is < 3 or > 66 || !text.StartsWith("0x", StringComparison.Ordinal))
            return false;
        Span<byte> bytes = stackalloc byte[32];
        if (Convert.FromHexString(text.AsSpan(2).ToString().PadLeft(64, '0'), bytes, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;
        value = UInt256.FromBigEndian(bytes);
        return true;
    }

    public static bool TryRead(JsonElement element, out ulong value)
    {
        value = 0;
        return TryRead(element, out UInt256 wide) && wide.TryToUInt64(out value);
    }
}
