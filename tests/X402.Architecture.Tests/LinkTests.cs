using System.Text.RegularExpressions;

namespace X402.Architecture.Tests;

/// <summary>A link within the documentation leads to a file of this repository, and to a heading of it.</summary>
public sealed partial class LinkTests
{
    private static IEnumerable<string> Pages => Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal)
        && (!file.Contains('/') || file.StartsWith("docs/", StringComparison.Ordinal) || file.StartsWith("benchmarks/", StringComparison.Ordinal)));

    [Fact]
    public void Links_lead_to_files_that_exist() => Rule.HasNoOffenders(
        Links().Where(link => !Repository.Files.Any(file => file == link.Target || file.StartsWith(link.Target + "/", StringComparison.Ordinal))));

    [Fact]
    public void Links_to_a_heading_lead_to_one() => Rule.HasNoOffenders(
        Links().Where(link => link.Anchor.Length > 0 && Repository.Files.Contains(link.Target) && !Anchors(link.Target).Contains(link.Anchor)));

    [Fact]
    public void The_readme_links_to_pages() => Assert.Contains(Links(), link => link.Page == "README.md");

    private static IEnumerable<(string Page, string Target, string Anchor)> Links() =>
        from page in Pages
        from Match link in Link().Matches(Prose(page))
        let path = link.Groups["path"].Value
        where !path.Contains(':')
        select (page, path.Length == 0 ? page : Resolve(page, path), link.Groups["anchor"].Value);

    private static string Resolve(string page, string path) =>
        Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, path)).Replace('\\', '/').TrimEnd('/');

    private static string Prose(string page) => Fence().Replace(Repository.Read(page), "");

    // As GitHub makes them: lower case, punctuation dropped, spaces to hyphens.
    private static IEnumerable<string> Anchors(string page) => Heading().Matches(Prose(page))
        .Select(match => NotInAnchor().Replace(match.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<path>[^)#\s]*)(?:#(?<anchor>[^)\s]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
