using System.Buffers.Binary;
using System.Text;

namespace X402.Facilitator;

/// <summary>Solidity's <c>Error(string)</c> and <c>Panic(uint256)</c>.</summary>
internal static class RevertReason
{
    /// <summary>The reason, or null when the data is neither of the two.</summary>
    public static string? Decode(ReadOnlySpan<byte> data)
    {
        if (data.Length < 4)
            return null;
        var body = data[4..];
        return BinaryPrimitives.ReadUInt32BigEndian(data) switch
        {
            0x08c379a0 => Text(body),
            0x4e487b71 when body.Length == 32 => $"panic 0x{Convert.ToHexStringLower(body[31..])}",
            _ => null,
        };
    }

    private static string? Text(ReadOnlySpan<byte> body)
    {
        if (!Number(body, 0, out var offset) || !Number(body, offset, out var length) || body.Length - offset - 32 < length)
            return null;
        return Encoding.UTF8.GetString(body.Slice(offset + 32, length));
    }

    private static bool Number(ReadOnlySpan<byte> body, int at, out int value)
    {
        value = 0;
        if (at < 0 || at > body.Length - 32 || body.Slice(at, 28).ContainsAnyExcept((byte)0))
            return false;
        value = BinaryPrimitives.ReadInt32BigEndian(body[(at + 28)..]);
        return value >= 0;
    }
}
