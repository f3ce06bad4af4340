using System.Text.RegularExpressions;

namespace Snippets.Pages;

/// <summary>Links of a page to files of this repository.</summary>
internal static partial class Link
{
    public static IEnumerable<string> Of(string page) =>
        from Match match in Target().Matches(Repository.Read(page))
        let target = match.Groups["target"].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
        select target;

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Target();
}
