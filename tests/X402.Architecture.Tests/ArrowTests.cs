using System.Xml.Linq;

namespace X402.Architecture.Tests;

/// <summary>Who may refer to whom.</summary>
public sealed class ArrowTests
{
    public static TheoryData<string> PackageNames => [.. Packages.Arrows.Keys];

    [Theory]
    [MemberData(nameof(PackageNames))]
    public void Assembly_refers_only_to_those_below(string package)
    {
        var references = Packages.Load(package).GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("X402", StringComparison.Ordinal));

        Rule.HasNoOffenders(references.Except(Below(package)));
    }

    [Theory]
    [MemberData(nameof(PackageNames))]
    public void Project_refers_only_to_those_below(string package)
    {
        var project = Repository.Projects.Single(file => NameOf(file) == package);

        Rule.HasNoOffenders(References(project).Select(NameOf).Except(Packages.Arrows[package]));
    }

    [Fact]
    public void Every_project_in_src_has_its_arrows() => Rule.HasNoOffenders(
        Repository.Projects.Where(file => file.StartsWith("src/", StringComparison.Ordinal)).Select(NameOf).Except(Packages.Arrows.Keys));

    [Fact]
    public void Arrows_have_no_cycle()
    {
        foreach (var start in Packages.Arrows.Keys)
            Assert.DoesNotContain(start, Below(start));
    }

    [Fact]
    public void Client_and_Core_know_no_AspNetCore()
    {
        foreach (var package in Packages.WithoutAspNetCore)
        {
            Assert.DoesNotContain(
                Packages.Load(package).GetReferencedAssemblies(), name => name.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
            var project = Repository.Projects.Single(file => NameOf(file) == package);
            Assert.DoesNotContain("Microsoft.AspNetCore.App", Repository.Read(project), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Cryptography_and_Core_stand_on_the_base_library_alone()
    {
        foreach (var package in (string[])["X402.Cryptography", "X402.Core"])
        {
            var project = Repository.Projects.Single(file => NameOf(file) == package);
            Assert.DoesNotContain("PackageReference", Repository.Read(project), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void X402_Testing_is_not_for_src() => Assert.DoesNotContain(
        Repository.Projects.Where(file => file.StartsWith("src/", StringComparison.Ordinal)).SelectMany(References),
        reference => reference.Contains("/tests/", StringComparison.Ordinal) || NameOf(reference) == "X402.Testing");

    private static IEnumerable<string> References(string project) => XDocument.Parse(Repository.Read(project))
        .Descendants("ProjectReference").Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'));

    private static HashSet<string> Below(string package)
    {
        HashSet<string> found = [];
        Stack<string> open = new(Packages.Arrows[package]);
        while (open.TryPop(out var next))
        {
            if (found.Add(next))
                Array.ForEach(Packages.Arrows[next], open.Push);
        }
        return found;
    }

    private static string NameOf(string project) => Path.GetFileNameWithoutExtension(project);
}
