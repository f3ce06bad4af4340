using System.Reflection;

namespace X402.Architecture.Tests;

/// <summary>The packages that this repository makes.</summary>
internal static class Packages
{
    /// <summary>Each with the projects that it may refer to: the arrows of the design. A new package is added here on purpose.</summary>
    public static IReadOnlyDictionary<string, string[]> Arrows { get; } = new Dictionary<string, string[]>
    {
        ["X402.Cryptography"] = [],
        ["X402.Core"] = ["X402.Cryptography"],
        ["X402.Facilitator"] = ["X402.Core"],
        ["X402.AspNetCore"] = ["X402.Core", "X402.Facilitator"],
        ["X402.Client"] = ["X402.Core"],
        ["X402.Testing"] = ["X402.Core"],
    };

    /// <summary>Packages that must work in a console, a phone or a browser.</summary>
    public static IReadOnlyList<string> WithoutAspNetCore { get; } = ["X402.Cryptography", "X402.Core", "X402.Client"];

    public static Assembly Load(string package) => Assembly.Load(package);

    /// <summary>Types that are written in code: not those that a compiler or a generator made.</summary>
    public static IEnumerable<Type> Types(string package) => Load(package).GetTypes().Where(type => !IsGenerated(type));

    private static bool IsGenerated(Type type) =>
        type.FullName!.AsSpan().IndexOfAny('<', '$') >= 0
        || type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false)
        || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false)
        || (type.DeclaringType is { } outer && IsGenerated(outer))
        // The generators of System.Text.RegularExpressions, Microsoft.AspNetCore and the like live in their own namespaces.
        || type.Namespace?.StartsWith("X402", StringComparison.Ordinal) == false
            && type.Namespace is not ("Microsoft.Extensions.DependencyInjection" or "Microsoft.AspNetCore.Builder");
}
