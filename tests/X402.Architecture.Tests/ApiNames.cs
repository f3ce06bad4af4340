using System.Globalization;
using System.Reflection;

namespace X402.Architecture.Tests;

/// <summary>Types and values as C# writes them.</summary>
internal static class ApiNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(char)] = "char",
        [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int",
        [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    /// <summary>A type without what is known of nulls.</summary>
    public static string Of(Type type) => Of(type, null);

    /// <summary>A type, with <c>?</c> where null is allowed.</summary>
    public static string Of(Type type, NullabilityInfo? nulls)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!, nulls);
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value, null) + "?";
        var name = type.IsArray ? $"{Of(type.GetElementType()!, nulls?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]" : Named(type, nulls);
        return nulls?.ReadState == NullabilityState.Nullable && !type.IsValueType ? name + "?" : name;
    }

    public static string OfValue(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ when type.IsEnum => $"{Of(type)}.{Enum.GetName(type, value)}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Named(Type type, NullabilityInfo? nulls)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (!type.IsGenericType)
            return type.IsNested && !type.IsGenericParameter ? $"{Of(type.DeclaringType!)}.{type.Name}" : type.Name;
        var arguments = type.GetGenericArguments();
        var names = arguments.Select((argument, i) => Of(argument, nulls?.GenericTypeArguments.ElementAtOrDefault(i)));
        var name = type.Name.Split('`')[0];
        return $"{(type.IsNested ? Of(type.DeclaringType!) + "." : "")}{name}<{string.Join(", ", names)}>";
    }
}
