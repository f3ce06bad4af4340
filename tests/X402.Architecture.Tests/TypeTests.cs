using System.Text.RegularExpressions;

namespace X402.Architecture.Tests;

/// <summary>Types are closed unless they are made to be derived from, and named in the words of the specifications.</summary>
public sealed partial class TypeTests
{
    // Types that are meant to be derived from and are not abstract: each with its reason.
    private static readonly string[] MadeToBeDerived = [];

    private static readonly string[] BannedWords = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities"];

    public static TheoryData<string> PackageNames => [.. Packages.Arrows.Keys];

    [Theory]
    [MemberData(nameof(PackageNames))]
    public void Class_is_sealed_static_or_abstract(string package) => Rule.HasNoOffenders(
        Packages.Types(package).Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false })
            .Select(type => type.FullName).Except(MadeToBeDerived));

    [Theory]
    [MemberData(nameof(PackageNames))]
    public void Struct_that_is_public_is_readonly(string package) => Rule.HasNoOffenders(
        Packages.Types(package)
            .Where(type => type is { IsValueType: true, IsEnum: false } && (type.IsPublic || type.IsNestedPublic) && !type.IsByRefLike
                && !type.IsDefined(typeof(System.Runtime.CompilerServices.IsReadOnlyAttribute), inherit: false))
            .Select(type => type.FullName));

    [Theory]
    [MemberData(nameof(PackageNames))]
    public void Public_type_has_no_public_field(string package) => Rule.HasNoOffenders(
        Packages.Types(package).Where(type => type is { IsPublic: true, IsEnum: false })
            .SelectMany(type => type.GetFields()).Where(field => !field.IsLiteral).Select(field => $"{field.DeclaringType}.{field.Name}"));

    [Theory]
    [MemberData(nameof(PackageNames))]
    public void Name_has_no_word_that_says_nothing(string package) => Rule.HasNoOffenders(
        Packages.Types(package).Where(type => Word().Matches(type.Name).Any(word => BannedWords.Contains(word.Value))).Select(type => type.FullName));

    [Fact]
    public void File_name_has_no_word_that_says_nothing() => Rule.HasNoOffenders(
        Repository.Code("src", "tests", "samples", "benchmarks")
            .Where(file => Word().Matches(Path.GetFileNameWithoutExtension(file)).Any(word => BannedWords.Contains(word.Value))));

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();
}
