using System.Text.Json;
using System.Text.RegularExpressions;
using Snippets.Pages;

namespace Snippets;

/// <summary>Every test that docs/threat-model.md names as its witness exists.</summary>
public sealed partial class ThreatModelTests
{
    private static readonly string Page = Repository.Read("docs/threat-model.md");

    [Fact]
    public void Every_test_of_the_page_exists()
    {
        var tests = Repository.Code("tests").Select(File.ReadAllText)
            .SelectMany(code => TestClass().Matches(code).SelectMany(type => TestMethod().Matches(code).Select(test => $"{type.Groups["name"].Value}.{test.Groups["name"].Value}")))
            .ToHashSet(StringComparer.Ordinal);
        var named = Witness().Matches(Page).Select(match => match.Groups["test"].Value).ToList();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(tests));
    }

    [Fact]
    public void Every_recorded_case_of_the_page_exists()
    {
        using var vectors = JsonDocument.Parse(Repository.Read("tests/X402.Core.Tests/vectors/negative.json"));
        var ids = Ids(vectors.RootElement).ToHashSet(StringComparer.Ordinal);
        var table = Page[Page.IndexOf("| check | case |", StringComparison.Ordinal)..Page.IndexOf("## Facilitator", StringComparison.Ordinal)];
        var named = table.Split('\n').Select(row => row.Split('|')).Where(cells => cells.Length > 3)
            .SelectMany(cells => Quoted().Matches(cells[2])).Select(match => match.Groups["text"].Value).ToList();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(ids));
    }

    [Fact]
    public void Every_row_but_those_of_the_verifier_names_a_test()
    {
        var unproved = Page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.Contains("---", StringComparison.Ordinal)
            && !line.Contains("| stops |", StringComparison.Ordinal) && line.Split('|').Length == 5 && !Witness().IsMatch(line) && !Quoted().IsMatch(line.Split('|')[2]));

        Assert.Empty(unproved);
    }

    private static IEnumerable<string> Ids(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Ids),
        JsonValueKind.Object when element.TryGetProperty("id", out var id) => [id.GetString()!],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Ids(member.Value)),
        _ => [],
    };

    [GeneratedRegex(@"^public sealed (?:partial )?class (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TestClass();

    [GeneratedRegex(@"\[(?:Fact|Theory|Property)[^\n]*\n(?:[ ]*\[.*\n)*[ ]*public (?:static )?(?:async )?(?:void|Task|ValueTask) (?<name>\w+)\(")]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"`(?<test>[A-Z]\w+\.[A-Z]\w*_\w+)`")]
    private static partial Regex Witness();

    [GeneratedRegex("`(?<text>[^`]+)`")]
    private static partial Regex Quoted();
}
