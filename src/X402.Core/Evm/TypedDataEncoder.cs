using System.Collections;
using System.Numerics;
using System.Text;
using System.Text.Json;
using X402.Cryptography;

namespace X402.Evm;

/// <summary>Hashes values of known types. What is returned is the problem, in one line that repeats no value; null is success.</summary>
internal sealed class TypedDataEncoder(TypedDataTypes types)
{
    private const int MaxElements = 4096;

    public string? HashStruct(string structType, object? value, Span<byte> hash)
    {
        var fields = types.Fields(structType);
        Span<byte> words = stackalloc byte[(fields.Count + 1) * Bytes32.Size];
        types.TypeHash(structType).Span.CopyTo(words);
        for (var i = 0; i < fields.Count; i++)
        {
            if (!TryGetMember(value, fields[i].Name, out var member))
                return $"{structType}.{fields[i].Name} is missing";
            if (Encode(fields[i].Type, member, words.Slice((i + 1) * Bytes32.Size, Bytes32.Size)) is { } problem)
                return $"{structType}.{fields[i].Name}: {problem}";
        }
        Keccak256.HashData(words, hash);
        return null;
    }

    private string? Encode(string type, object? value, Span<byte> word)
    {
        if (types.IsStruct(type))
            return HashStruct(type, value, word);
        if (TypedDataTypes.TryElement(type, out var element, out var length))
            return HashArray(element, length, value, word);
        word.Clear();
        return type switch
        {
            "address" => TypedDataValue.TryAddress(value, out var address) ? Put(address.Span, word[12..]) : "not an address",
            "bool" => TypedDataValue.TryBool(value, out word[31]) ? null : "not a bool",
            "string" => TypedDataValue.TryText(value, out var text) ? Hash(Encoding.UTF8.GetBytes(text), word) : "not a string",
            "bytes" => TypedDataValue.TryBytes(value, out var bytes) ? Hash(bytes.Span, word) : "not bytes",
            _ when TypedDataTypes.Width(type, "bytes", 1, 32) is > 0 and var size =>
                TypedDataValue.TryBytes(value, out var sized) && sized.Length == size ? Put(sized.Span, word) : $"not {size} bytes",
            _ => EncodeInteger(type, value, word),
        };
    }

    private static string? EncodeInteger(string type, object? value, Span<byte> word)
    {
        var signed = type[0] == 'i';
        var bits = TypedDataTypes.Width(type, signed ? "int" : "uint", 8, 256);
        if (!TypedDataValue.TryInteger(value, out var number))
            return "not an integer";
        var limit = BigInteger.One << (signed ? bits - 1 : bits);
        if (number >= limit || number < (signed ? -limit : BigInteger.Zero))
            return $"out of the range of {type}";
        if (number.Sign < 0)
            number += BigInteger.One << 256;
        number.TryWriteBytes(word[(32 - number.GetByteCount(isUnsigned: true))..], out _, isUnsigned: true, isBigEndian: true);
        return null;
    }

    private string? HashArray(string element, int? length, object? value, Span<byte> word)
    {
        var items = value switch
        {
            JsonElement { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().Select(item => (object?)item),
            string or JsonElement or IDictionary or null => null,
            IEnumerable list => list.Cast<object?>(),
            _ => null,
        };
        if (items is null)
            return "not an array";
        using var words = new MemoryStream();
        Span<byte> item = stackalloc byte[Bytes32.Size];
        var count = 0;
        foreach (var next in items)
        {
            if (++count > MaxElements)
                return "an array too long";
            if (Encode(element, next, item) is { } problem)
                return $"[{count - 1}]: {problem}";
            words.Write(item);
        }
        if (length is not null && length != count)
            return $"not {length} elements";
        return Hash(words.GetBuffer().AsSpan(0, (int)words.Length), word);
    }

    private static bool TryGetMember(object? value, string name, out object? member)
    {
        member = null;
        if (value is IReadOnlyDictionary<string, object?> dictionary)
            return dictionary.TryGetValue(name, out member) && member is not null;
        if (value is not JsonElement { ValueKind: JsonValueKind.Object } json || !json.TryGetProperty(name, out var found))
            return false;
        member = found;
        return true;
    }

    private static string? Put(ReadOnlySpan<byte> bytes, Span<byte> word)
    {
        bytes.CopyTo(word);
        return null;
    }

    private static string? Hash(ReadOnlySpan<byte> bytes, Span<byte> word)
    {
        Keccak256.HashData(bytes, word);
        return null;
    }
}
