using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace X402.Evm;

/// <summary>
/// A message of EIP-712: typed structured data, as <c>eth_signTypedData_v4</c> signs it. For an EIP-3009 authorization
/// <see cref="Eip3009.Digest"/> gives the same faster.
/// </summary>
public sealed class TypedData
{
    private const int MaxJsonBytes = 256 * 1024;
    private const string DomainType = "EIP712Domain";

    private TypedData(Eip712Domain domain, string primaryType, string encodedType, Bytes32 structHash) =>
        (Domain, PrimaryType, EncodedType, StructHash) = (domain, primaryType, encodedType, structHash);

    /// <summary>The domain.</summary>
    public Eip712Domain Domain { get; }

    /// <summary>The message's type.</summary>
    public string PrimaryType { get; }

    /// <summary>The type with its members and the types that it refers to, as the standard's <c>encodeType</c> writes them.</summary>
    public string EncodedType { get; }

    /// <summary>The standard's <c>hashStruct(message)</c>.</summary>
    public Bytes32 StructHash { get; }

    /// <summary>What is signed.</summary>
    public Bytes32 Digest => Domain.Digest(StructHash);

    /// <summary>
    /// From values of C#: <see cref="string"/>, <see cref="bool"/>, <see cref="Address"/>, <see cref="Bytes32"/>, byte arrays, <see cref="UInt256"/>,
    /// <see cref="BigInteger"/> and the plain integers; dictionaries by member name for structs; lists for arrays; and everything in the JSON
    /// form, too.
    /// </summary>
    /// <exception cref="ArgumentException">A type is unknown, malformed or contains itself, a value is missing or not of its type.</exception>
    public static TypedData Create(
        Eip712Domain domain, string primaryType, IReadOnlyDictionary<string, IReadOnlyList<TypedDataField>> types,
        IReadOnlyDictionary<string, object?> message)
    {
        ArgumentNullException.ThrowIfNull(primaryType);
        ArgumentNullException.ThrowIfNull(types);
        ArgumentNullException.ThrowIfNull(message);
        var problem = TryEncode(domain, primaryType, types, message, out var typedData);
        return problem is null ? typedData! : throw new ArgumentException(problem, nameof(message));
    }

    /// <summary>
    /// From the JSON object <c>{types, primaryType, domain, message}</c>. Never throws; <paramref name="error"/> says what is wrong. A type
    /// <c>EIP712Domain</c> that is not simply the members of <c>domain</c> in the standard's order is refused.
    /// </summary>
    public static bool TryParse(JsonElement json, [NotNullWhen(true)] out TypedData? typedData, [NotNullWhen(false)] out string? error)
    {
        typedData = null;
        try
        {
            error = Parse(json, out typedData);
        }
        catch (InvalidOperationException)
        {
            error = "a text is not valid Unicode";
        }
        return error is null;
    }

    private static string? Parse(JsonElement json, out TypedData? typedData)
    {
        typedData = null;
        if (json.ValueKind != JsonValueKind.Object || JsonMarshal.GetRawUtf8Value(json).Length > MaxJsonBytes)
            return "typed data is a JSON object of a bounded size";
        if (!TryMember(json, "types", JsonValueKind.Object, out var typeList) || !TryMember(json, "primaryType", JsonValueKind.String, out var primary)
            || !TryMember(json, "domain", JsonValueKind.Object, out var domainObject) || !TryMember(json, "message", JsonValueKind.Object, out var message))
            return "types, primaryType, domain and message are needed";
        if (ReadTypes(typeList, out var types) is { } badTypes)
            return badTypes;
        if (ReadDomain(domainObject, out var domain) is { } badDomain)
            return badDomain;
        if (types.Remove(DomainType, out var declared)
            && TypedDataTypes.Write(DomainType, declared) != domain.EncodeType())
            return $"the type {DomainType} does not fit the domain: {domain.EncodeType()}";
        return TryEncode(domain, primary.GetString()!, types, message, out typedData);
    }

    private static string? TryEncode(
        Eip712Domain domain, string primaryType, IReadOnlyDictionary<string, IReadOnlyList<TypedDataField>> types, object message,
        out TypedData? typedData)
    {
        typedData = null;
        if (TypedDataTypes.TryCreate(types, primaryType, out var known) is { } badType)
            return badType;
        Span<byte> hash = stackalloc byte[Bytes32.Size];
        if (new TypedDataEncoder(known!).HashStruct(primaryType, message, hash) is { } badValue)
            return badValue;
        typedData = new(domain, primaryType, known!.EncodeType(primaryType), new(hash));
        return null;
    }

    private static string? ReadTypes(JsonElement list, out Dictionary<string, IReadOnlyList<TypedDataField>> types)
    {
        types = new(StringComparer.Ordinal);
        foreach (var type in list.EnumerateObject())
        {
            if (type.Value.ValueKind != JsonValueKind.Array)
                return "each of types is a list of members";
            var fields = new List<TypedDataField>();
            foreach (var field in type.Value.EnumerateArray())
            {
                if (!TryMember(field, "name", JsonValueKind.String, out var name) || !TryMember(field, "type", JsonValueKind.String, out var fieldType))
                    return "a member of a type has a name and a type";
                fields.Add(new(name.GetString()!, fieldType.GetString()!));
            }
            types[type.Name] = fields;
        }
        return null;
    }

    private static string? ReadDomain(JsonElement element, out Eip712Domain domain)
    {
        domain = default;
        foreach (var member in element.EnumerateObject())
        {
            var (value, good) = (member.Value, false);
            switch (member.Name)
            {
                case "name" when value.ValueKind == JsonValueKind.String:
                    (domain, good) = (domain with { Name = value.GetString() }, true);
                    break;
                case "version" when value.ValueKind == JsonValueKind.String:
                    (domain, good) = (domain with { Version = value.GetString() }, true);
                    break;
                case "chainId" when TypedDataValue.TryInteger(value, out var number) && TypedDataValue.TryUnsigned(number, out var chainId):
                    (domain, good) = (domain with { ChainId = chainId }, true);
                    break;
                case "verifyingContract" when TypedDataValue.TryAddress(value, out var contract):
                    (domain, good) = (domain with { VerifyingContract = contract }, true);
                    break;
                case "salt" when TypedDataValue.TryBytes(value, out var salt) && salt.Length == Bytes32.Size:
                    (domain, good) = (domain with { Salt = new(salt.Span) }, true);
                    break;
            }
            if (!good)
                return "the domain has an unknown member, or one that is not of its type";
        }
        return null;
    }

    private static bool TryMember(JsonElement element, string name, JsonValueKind kind, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value) && value.ValueKind == kind;
    }
}
