using System.Text.RegularExpressions;

namespace X402.Architecture.Tests;

/// <summary>Files are short and say by their name what is in them.</summary>
public sealed partial class FileTests
{
    private const int MostLines = 400;
    private const int MedianBelow = 90;

    [Fact]
    public void No_file_is_long() => Rule.HasNoOffenders(
        Repository.Code("src", "tests", "samples", "benchmarks")
            .Select(file => (File: file, Lines: Repository.Lines(file).Length)).Where(each => each.Lines > MostLines));

    [Fact]
    public void Half_of_the_files_of_src_are_shorter_than_ninety_lines()
    {
        var lengths = Repository.Code("src").Select(file => Repository.Lines(file).Length).Order().ToArray();

        Assert.InRange(lengths[lengths.Length / 2], 1, MedianBelow - 1);
    }

    [Fact]
    public void A_file_holds_one_public_type_and_has_its_name()
    {
        List<string> wrong = [];
        foreach (var file in Repository.Code("src", "tests/X402.Testing"))
        {
            var types = Repository.Lines(file).Select(line => PublicType().Match(line)).Where(match => match.Success)
                .Select(match => match.Groups["name"].Value).Distinct().ToArray();
            var name = Path.GetFileName(file).Split('.', '{')[0];
            if (types.Length > 1 || (types.Length == 1 && types[0] != name))
                wrong.Add($"{file}: {string.Join(", ", types)}");
        }

        Rule.HasNoOffenders(wrong);
    }

    [Fact]
    public void Namespaces_are_those_of_the_file() => Rule.HasNoOffenders(
        Repository.Code("src", "tests", "samples", "benchmarks").Where(file => Repository.Lines(file).Any(line => BlockNamespace().IsMatch(line))));

    // Top-level only: what is nested is indented.
    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|partial|readonly|ref) )*(?:class|struct|interface|enum|record struct|record class|record|delegate [\w<>?\[\], ]+) (?<name>\w+)")]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^namespace [\w.]+\s*(\{.*)?$")]
    private static partial Regex BlockNamespace();
}
