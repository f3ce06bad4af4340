using System.Text;
using System.Text.RegularExpressions;

namespace Snippets.Pages;

/// <summary>
/// A named region of this project: code that is compiled, and most of it run. A region of the name <c>omitted</c> is left out of those around it.
/// </summary>
internal sealed partial record Region(string File, string Name, string Code)
{
    private const string Omitted = "omitted";

    /// <summary>Every region; one may hold others.</summary>
    public static IReadOnlyList<Region> All { get; } = [.. Repository.Code("tests/X402.Snippets.Tests").SelectMany(Of)];

    /// <summary>Code whose white space is of no account: what is left stands between two words.</summary>
    public static string Normalize(string code) => AroundSigns().Replace(Spaces().Replace(code, " ").Trim(), "$1");

    private static IEnumerable<Region> Of(string file)
    {
        var open = new Stack<(string Name, StringBuilder Code)>();
        foreach (var line in System.IO.File.ReadLines(file))
        {
            var text = line.Trim();
            if (text.StartsWith("#region ", StringComparison.Ordinal))
            {
                open.Push((text["#region ".Length..], new()));
            }
            else if (text.StartsWith("#endregion", StringComparison.Ordinal))
            {
                var (name, code) = open.Pop();
                if (name != Omitted)
                    yield return new(file, name, code.ToString());
            }
            else if (!open.Any(region => region.Name == Omitted))
            {
                foreach (var (_, code) in open)
                    code.AppendLine(line);
            }
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@" ?([^\w ]) ?")]
    private static partial Regex AroundSigns();
}
