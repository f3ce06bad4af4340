namespace X402.Architecture.Tests;

/// <summary>What a package promises is in the package: the compiler wrote it, and so saw every public member that has no words.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void Every_package_has_its_documentation_file() => Rule.HasNoOffenders(
        Packages.Arrows.Keys.Where(package => !File.Exists(Path.Combine(AppContext.BaseDirectory, package + ".xml"))));
}
