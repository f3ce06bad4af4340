namespace X402.Architecture.Tests;

/// <summary>
/// The public surface of each package is kept in <c>api/</c>, so that a change of it is seen in review. After a change that is meant, run the
/// tests of this project with <c>X402_UPDATE_API=1</c> and commit what they wrote.
/// </summary>
public sealed class ApiTests
{
    public static TheoryData<string> PackageNames => [.. Packages.Arrows.Keys];

    [Theory]
    [MemberData(nameof(PackageNames))]
    public void Public_surface_is_the_one_that_is_kept(string package)
    {
        var file = Path.Combine(Repository.Root, "tests", "X402.Architecture.Tests", "api", package + ".txt");
        var actual = ApiSnapshot.Of(package);
        if (Environment.GetEnvironmentVariable("X402_UPDATE_API") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        var (kept, now) = (File.Exists(file) ? File.ReadAllLines(file) : [], actual.TrimEnd('\n').Split('\n'));
        var difference = kept.Except(now).Select(line => "- " + line.Trim()).Concat(now.Except(kept).Select(line => "+ " + line.Trim())).ToArray();

        Assert.True(
            difference.Length == 0 && kept.SequenceEqual(now),
            $"{package}'s public surface changed. If it is meant: X402_UPDATE_API=1 dotnet test tests/X402.Architecture.Tests, and commit.\n"
            + string.Join('\n', difference));
    }
}
