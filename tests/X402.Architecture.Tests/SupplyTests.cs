using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace X402.Architecture.Tests;

/// <summary>Where things come from, and that no machine is written into them.</summary>
public sealed partial class SupplyTests
{
    private const int LargestFile = 1024 * 1024;

    [Fact]
    public void Versions_are_central() => Rule.HasNoOffenders(
        Repository.Projects.Where(project => XDocument.Parse(Repository.Read(project)).Descendants("PackageReference")
            .Any(reference => reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null)));

    [Fact]
    public void Every_project_is_in_the_solution_and_has_a_lock_file()
    {
        var solution = Repository.Read("X402.sln").Replace('\\', '/');

        Rule.HasNoOffenders(Repository.Projects.Where(project => !project.Contains("/templates/", StringComparison.Ordinal))
            .Where(project => !solution.Contains(project, StringComparison.Ordinal)
                || !Repository.Files.Contains($"{project[..project.LastIndexOf('/')]}/packages.lock.json")));
    }

    // What is fetched comes from the registry that the user has configured.
    [Fact]
    public void Lock_files_name_no_registry() => Rule.HasNoOffenders(
        Repository.Files.Where(file => file.EndsWith("lock.json", StringComparison.Ordinal) && ResolvedAddress().IsMatch(Repository.Read(file))));

    [Fact]
    public void Package_sources_are_local() => Assert.DoesNotContain("://", Repository.Read("nuget.config"), StringComparison.Ordinal);

    [Fact]
    public void No_machine_path_is_written_down()
    {
        List<string> found = [];
        foreach (var file in Repository.Files.Where(IsText))
        {
            var lines = Repository.Lines(file);
            for (var i = 0; i < lines.Length; i++)
            {
                if (MachinePath().IsMatch(lines[i]))
                    found.Add($"{file}:{i + 1}: {lines[i].Trim()}");
            }
        }

        Rule.HasNoOffenders(found);
    }

    private static bool IsText(string file) =>
        !file.Contains("/vectors/", StringComparison.Ordinal) && new FileInfo(Path.Combine(Repository.Root, file)).Length <= LargestFile;

    [GeneratedRegex("""
        "resolved":\s*"(http|git|file)
        """)]
    private static partial Regex ResolvedAddress();

    [GeneratedRegex("""(^|[\s"'`(=:])(/(home|root|work|Users|tmp)/[\w.]|[A-Z]:[\\/](Users|src)[\\/])""")]
    private static partial Regex MachinePath();
}
