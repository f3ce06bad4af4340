using System.Globalization;
using System.Text.Json;
using X402.Evm;

namespace X402.Testing.Rpc;

/// <summary>The <c>params</c> of a request; whatever is missing or malformed is error -32602.</summary>
internal readonly struct RpcParameters(JsonElement parameters)
{
    public const int MaxDataBytes = 128 * 1024;

    public int Count => parameters.ValueKind == JsonValueKind.Array ? parameters.GetArrayLength() : 0;

    public Address Address(int index) => ToAddress(At(index), $"params[{index}]");

    public Bytes32 Hash(int index) =>
        Bytes32.TryParse(Text(At(index)), out var hash) ? hash : throw Invalid($"params[{index}] must be 0x and 64 hex digits");

    public byte[] Data(int index) => ToData(At(index), $"params[{index}]");

    /// <summary>Hex quantity or, from lenient clients, a number.</summary>
    public ulong Quantity(int index) => ToQuantity(At(index), $"params[{index}]");

    /// <summary>Number of elements of an array; 0 for anything else.</summary>
    public int Length(int index) => At(index) is { ValueKind: JsonValueKind.Array } array ? array.GetArrayLength() : 0;

    public bool Bool(int index) => Count > index && At(index).ValueKind == JsonValueKind.True;

    /// <summary>A block tag or number; "latest" when there is none.</summary>
    public string Block(int index) => Count > index && At(index).ValueKind is not JsonValueKind.Null ? BlockText(At(index)) : "latest";

    public JsonElement Object(int index) =>
        At(index) is { ValueKind: JsonValueKind.Object } value ? value : throw Invalid($"params[{index}] must be an object");

    public static Address? AddressOf(JsonElement value, string member) =>
        value.TryGetProperty(member, out var text) && text.ValueKind != JsonValueKind.Null ? ToAddress(text, member) : null;

    public static byte[]? DataOf(JsonElement value, string member) =>
        value.TryGetProperty(member, out var text) && text.ValueKind != JsonValueKind.Null ? ToData(text, member) : null;

    public static string? BlockOf(JsonElement value, string member) =>
        value.TryGetProperty(member, out var text) && text.ValueKind != JsonValueKind.Null ? BlockText(text) : null;

    public static Address ToAddress(JsonElement value, string name)
    {
        // Nodes take any case: the checksum is the caller's business.
        Span<byte> bytes = stackalloc byte[Evm.Address.Size];
        return Hex.TryDecode(Text(value), bytes, out var written) && written == bytes.Length
            ? new(bytes)
            : throw Invalid($"{name} must be an address");
    }

    public static bool TryParseQuantity(string? text, out ulong value)
    {
        value = 0;
        return text is not null && text.StartsWith("0x", StringComparison.Ordinal)
            && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    public static RpcException Invalid(string message) => new(RpcException.InvalidParams, message);

    private static byte[] ToData(JsonElement value, string name) =>
        Hex.Decode(Text(value), MaxDataBytes) ?? throw Invalid($"{name} must be hex data of at most {MaxDataBytes} bytes");

    private static ulong ToQuantity(JsonElement value, string name) =>
        (value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out var number)) || TryParseQuantity(Text(value), out number)
            ? number
            : throw Invalid($"{name} must be a quantity");

    private static string BlockText(JsonElement value) => Text(value) ?? throw Invalid("a block is a tag or a quantity");

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private JsonElement At(int index) => Count > index ? parameters[index] : throw Invalid($"params[{index}] is missing");
}
