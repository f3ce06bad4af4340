using System.Globalization;
using System.Text;
using X402.Cryptography;

namespace X402.Evm;

/// <summary>The struct types that a message uses: all known, well-formed, and none within itself.</summary>
internal sealed class TypedDataTypes
{
    private const int MaxFields = 64;
    private const int MaxTypes = 64;
    private const int MaxDimensions = 4;

    private readonly IReadOnlyDictionary<string, IReadOnlyList<TypedDataField>> _types;
    private readonly Dictionary<string, SortedSet<string>> _needs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Bytes32> _hashes = new(StringComparer.Ordinal);

    private TypedDataTypes(IReadOnlyDictionary<string, IReadOnlyList<TypedDataField>> types) => _types = types;

    public static string? TryCreate(
        IReadOnlyDictionary<string, IReadOnlyList<TypedDataField>> types, string primaryType, out TypedDataTypes? known)
    {
        known = new(types);
        if (types.Count > MaxTypes)
            return $"there are more than {MaxTypes} types";
        var problem = known.Visit(primaryType, new(StringComparer.Ordinal));
        if (problem is not null)
            known = null;
        return problem;
    }

    public IReadOnlyList<TypedDataField> Fields(string structType) => _types[structType];

    public bool IsStruct(string type) => _needs.ContainsKey(type);

    /// <summary>The type, then those that it refers to, in the order of their names.</summary>
    public string EncodeType(string structType) =>
        _needs[structType].Aggregate(
            new StringBuilder(Write(structType, _types[structType])), (text, needed) => text.Append(Write(needed, _types[needed]))).ToString();

    public Bytes32 TypeHash(string structType)
    {
        if (!_hashes.TryGetValue(structType, out var hash))
            _hashes[structType] = hash = new(Keccak256.HashData(Encoding.UTF8.GetBytes(EncodeType(structType))));
        return hash;
    }

    public static string Write(string structType, IReadOnlyList<TypedDataField> fields) =>
        $"{structType}({string.Join(',', fields.Select(field => $"{field.Type} {field.Name}"))})";

    /// <summary>Takes the last dimension off an array type; <paramref name="length"/> is null for <c>[]</c>.</summary>
    public static bool TryElement(string type, out string element, out int? length)
    {
        (element, length) = (type, null);
        var open = type.LastIndexOf('[');
        if (open < 1 || type[^1] != ']')
            return false;
        element = type[..open];
        var digits = type.AsSpan(open + 1, type.Length - open - 2);
        if (digits.IsEmpty)
            return true;
        if (digits[0] == '0' || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var fixedLength))
            return false;
        length = fixedLength;
        return true;
    }

    /// <summary>The width in bits of <c>uintN</c> and <c>intN</c>, in bytes of <c>bytesN</c>; 0 when the type is none of this prefix.</summary>
    public static int Width(string type, string prefix, int step, int most) =>
        type.Length > prefix.Length && type[prefix.Length] != '0' && type.StartsWith(prefix, StringComparison.Ordinal)
            && int.TryParse(type.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && width % step == 0 && width <= most
            ? width
            : 0;

    private string? Visit(string name, HashSet<string> above)
    {
        if (above.Contains(name))
            return $"the type {Shown(name)} contains itself";
        if (_needs.ContainsKey(name))
            return null;
        if (!_types.TryGetValue(name, out var fields))
            return $"the type {Shown(name)} is unknown";
        if (!IsIdentifier(name) || IsAtomic(name) || fields.Count > MaxFields)
            return $"the type {Shown(name)} is malformed";
        above.Add(name);
        var needs = new SortedSet<string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var dimensions = 0;
            var type = field.Type;
            while (TryElement(type, out var element, out _) && ++dimensions <= MaxDimensions)
                type = element;
            if (!IsIdentifier(field.Name) || !names.Add(field.Name) || dimensions > MaxDimensions)
                return $"a member of the type {name} is malformed";
            if (IsAtomic(type))
                continue;
            if (Visit(type, above) is { } problem)
                return problem;
            needs.Add(type);
            needs.UnionWith(_needs[type]);
        }
        above.Remove(name);
        _needs[name] = needs;
        return null;
    }

    private static bool IsAtomic(string type) =>
        type is "address" or "bool" or "string" or "bytes"
        || Width(type, "uint", 8, 256) > 0 || Width(type, "int", 8, 256) > 0 || Width(type, "bytes", 1, 32) > 0;

    private static bool IsIdentifier(string text) =>
        text.Length is > 0 and <= 100 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$');

    private static string Shown(string name) => name.Length <= 100 ? $"'{name}'" : "with the overlong name";
}
