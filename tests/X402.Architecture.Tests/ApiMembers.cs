using System.Reflection;
using System.Runtime.CompilerServices;

namespace X402.Architecture.Tests;

/// <summary>Members as C# declares them.</summary>
internal static class ApiMembers
{
    private static readonly NullabilityInfoContext Nulls = new();

    public static string Constructor(ConstructorInfo made) => $"{Protected(made)}{made.DeclaringType!.Name.Split('`')[0]}({Parameters(made)})";

    public static string Field(FieldInfo field) => field.IsLiteral
        ? $"const {ApiNames.Of(field.FieldType)} {field.Name} = {ApiNames.OfValue(field.GetRawConstantValue(), field.FieldType)}"
        : $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{ApiNames.Of(field.FieldType, Nulls.Create(field))} {field.Name}";

    public static string Property(PropertyInfo property)
    {
        var accessor = property.GetAccessors(true)[0];
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var index = property.GetIndexParameters() is { Length: > 0 } indexes ? $"[{string.Join(", ", indexes.Select(Parameter))}]" : "";
        var name = index.Length > 0 ? "this" + index : property.Name;
        var get = IsShown(property.GetMethod) ? "get; " : "";
        var set = !IsShown(property.SetMethod) ? "" : IsInit(property.SetMethod!) ? "init; " : "set; ";
        return $"{Protected(accessor)}{Modifiers(accessor)}{required}{ApiNames.Of(property.PropertyType, Nulls.Create(property))} {name} {{ {get}{set}}}";
    }

    public static string Method(MethodInfo method)
    {
        var generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(ApiNames.Of))}>" : "";
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{Protected(method)}{Modifiers(method)}{ApiNames.Of(method.ReturnType, Nulls.Create(method.ReturnParameter))} {method.Name}{generics}({extension}{Parameters(method)})";
    }

    private static string Modifiers(MethodInfo method) =>
        method.IsStatic ? "static "
        : method.DeclaringType!.IsInterface ? ""
        : method.IsAbstract ? "abstract "
        : method.IsVirtual && method.GetBaseDefinition() != method ? "override "
        : method is { IsVirtual: true, IsFinal: false } && !method.DeclaringType.IsSealed ? "virtual " : "";

    private static string Protected(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var modifier = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params "
            : !parameter.ParameterType.IsByRef ? "" : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ";
        var value = parameter.HasDefaultValue ? " = " + ApiNames.OfValue(parameter.RawDefaultValue, parameter.ParameterType) : "";
        return $"{modifier}{ApiNames.Of(parameter.ParameterType, Nulls.Create(parameter))} {parameter.Name}{value}";
    }

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsShown(MethodInfo? accessor) => accessor is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };
}
