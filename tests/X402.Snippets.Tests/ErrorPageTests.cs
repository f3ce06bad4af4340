using System.Reflection;
using System.Text.RegularExpressions;
using Snippets.Pages;
using X402;

namespace Snippets;

/// <summary>docs/errors.md and the code name the same codes.</summary>
public sealed partial class ErrorPageTests
{
    private static string[] Documented { get; } = [.. Row().Matches(Repository.Read("docs/errors.md")).Select(row => row.Groups["code"].Value)];

    [Theory]
    [InlineData(typeof(ErrorCodes))]
    [InlineData(typeof(ClientErrorCodes))]
    public void Every_code_has_a_row(Type codes) => Assert.Empty(Constants(codes).Except(Documented));

    [Fact]
    public void Every_code_that_stands_as_a_text_in_the_code_has_a_row() => Assert.Empty(Literals().Except(Documented));

    [Fact]
    public void Every_row_is_a_code_of_the_code() =>
        Assert.Empty(Documented.Except(Constants(typeof(ErrorCodes)).Concat(Constants(typeof(ClientErrorCodes))).Concat(Literals())));

    [Fact]
    public void No_code_has_two_rows() => Assert.Equal(Documented.Distinct(), Documented);

    private static IEnumerable<string> Constants(Type codes) =>
        codes.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    // As they are written: in place, as a constant elsewhere, or what stands in for a reason that a peer left out.
    private static IEnumerable<string> Literals() =>
        from folder in new[] { "src/X402.AspNetCore", "src/X402.Facilitator", "src/Client", "src/X402.Core/Schemes" }
        from file in Repository.Code(folder)
        where !file.EndsWith("ErrorCodes.cs", StringComparison.Ordinal)
        from Match literal in Literal().Matches(File.ReadAllText(file))
        select literal.Groups["code"].Value;

    [GeneratedRegex(@"^\| `(?<code>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("""(?:new\(|string \w+ = |\? |\?\? )"(?<code>[a-z][a-z0-9]*(?:_[a-z0-9]+)+)["]""")]
    private static partial Regex Literal();
}
