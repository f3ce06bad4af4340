using System.Text.RegularExpressions;

namespace Snippets.Pages;

/// <summary>A C# block of a page, with the line of its opening fence.</summary>
internal sealed partial record Block(string File, int Line, string Code)
{
    // A page shows an address of the world; the program that runs here is given one of this machine.
    private static readonly (string OnThePage, string InTheProgram)[] Urls =
    [
        ("\"https://facilitator.example\"", "facilitatorUrl"),
        ("\"https://api.example/weather\"", "weatherUrl"),
    ];

    /// <summary>The using directives at its head: those of the file in which the region stands.</summary>
    public IEnumerable<string> Usings => UsingDirective().Matches(Code).Select(match => match.Value.Trim());

    /// <summary>What remains without them, with the URLs by the names that the program gives them.</summary>
    public string Body => Urls.Aggregate(UsingDirective().Replace(Code, ""), (code, url) => code.Replace(url.OnThePage, url.InTheProgram, StringComparison.Ordinal));

    public static IEnumerable<Block> Of(string file) =>
        from Match match in Fence().Matches(Repository.Read(file))
        select new Block(file, Repository.Read(file)[..match.Index].Count(c => c == '\n') + 1, match.Groups["code"].Value);

    public override string ToString() => $"{File}:{Line}";

    [GeneratedRegex(@"^[ ]*```(csharp|cs|c#)[ ]*\n(?<code>.*?)^[ ]*```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^[ ]*using [A-Za-z][\w.]*;[ ]*\n?", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();
}
