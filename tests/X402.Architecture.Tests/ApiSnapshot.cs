using System.Reflection;
using System.Runtime.CompilerServices;

namespace X402.Architecture.Tests;

/// <summary>What a package shows to its users, one line a member, in an order that does not depend on the compiler.</summary>
internal static class ApiSnapshot
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(string package)
    {
        List<string> lines = [];
        foreach (var type in Packages.Load(package).GetTypes().Where(IsVisible).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            lines.Add(Heading(type));
            lines.AddRange(Members(type).Select(member => "    " + member));
        }
        return string.Join('\n', lines) + "\n";
    }

    private static bool IsVisible(Type type) => type.IsPublic || (type.IsNestedPublic && IsVisible(type.DeclaringType!)) || (type.IsNestedFamily && IsVisible(type.DeclaringType!));

    private static string Heading(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : type.IsValueType ? (type.IsByRefLike ? "ref struct" : "struct") : IsRecord(type) ? "record" : "class";
        var modifier = kind is "enum" or "interface" or "delegate" ? "" : type switch
        {
            { IsValueType: true } => type.IsDefined(typeof(IsReadOnlyAttribute), false) ? "readonly " : "",
            { IsAbstract: true, IsSealed: true } => "static ",
            { IsAbstract: true } => "abstract ",
            { IsSealed: true } => "sealed ",
            _ => "",
        };
        var bases = type is { IsEnum: true } or { IsValueType: true } || type.BaseType is null || type.BaseType == typeof(object) || kind == "delegate"
            ? [] : new[] { type.BaseType };
        var names = bases.Concat(Interfaces(type)).Select(ApiNames.Of).ToArray();
        return $"{modifier}{kind} {type.Namespace}.{ApiNames.Of(type)}{(names.Length == 0 ? "" : " : " + string.Join(", ", names))}";
    }

    private static IEnumerable<Type> Interfaces(Type type) => type.IsEnum ? [] : type.GetInterfaces()
        .Where(face => face.IsVisible && type.BaseType?.GetInterfaces().Contains(face) != true && face.Name != "IEquatable`1")
        .OrderBy(face => face.Name, StringComparer.Ordinal);

    // Constructors first, the rest by name.
    private static IEnumerable<string> Members(Type type) => type.IsEnum
        ? Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), System.Globalization.CultureInfo.InvariantCulture)}")
        : type.GetMembers(Declared).Select(member => (Name: member is ConstructorInfo ? "" : member.Name, Line: Line(member)))
            .Where(each => each.Line is not null)
            .OrderBy(each => each.Name, StringComparer.Ordinal).ThenBy(each => each.Line, StringComparer.Ordinal).Select(each => each.Line!);

    private static string? Line(MemberInfo member) => member switch
    {
        ConstructorInfo made when IsShown(made) && !made.IsStatic => ApiMembers.Constructor(made),
        FieldInfo field when field.IsPublic || field.IsFamily => ApiMembers.Field(field),
        PropertyInfo property when property.GetAccessors(true).Any(IsShown) => ApiMembers.Property(property),
        EventInfo happening when IsShown(happening.AddMethod!) => $"event {ApiNames.Of(happening.EventHandlerType!)} {happening.Name}",
        MethodInfo method when IsShown(method) && IsWritten(method) => ApiMembers.Method(method),
        _ => null,
    };

    // A struct or record has members that the language gives it: they are not ours to keep.
    private static bool IsWritten(MethodInfo method) =>
        !method.IsDefined(typeof(CompilerGeneratedAttribute), false)
        && (!method.IsSpecialName || (method.Name.StartsWith("op_", StringComparison.Ordinal) && method.Name is not ("op_Equality" or "op_Inequality")))
        && method.Name is not ("Equals" or "GetHashCode" or "ToString" or "<Clone>$");

    private static bool IsShown(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$", Declared) is not null;
}
