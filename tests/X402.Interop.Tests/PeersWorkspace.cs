namespace X402.Interop.Tests;

/// <summary>The node workspace of this repository (tests/peers), which runs the programs that we did not write.</summary>
public static class PeersWorkspace
{
    /// <summary>The workspace's folder.</summary>
    public static string Folder { get; } = Path.Combine(RepositoryRoot(), "tests", "peers");

    /// <summary>Why the workspace cannot run here; null when it can.</summary>
    public static string? Missing(string folder = "")
    {
        if (!Path.Exists(Path.Combine(Folder, folder, "node_modules")))
        {
            return $"tests/peers/{folder} has no node_modules: run eng/test.sh, or `npm ci` in that folder.";
        }

        var places = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return places.Any(place => File.Exists(Path.Combine(place, "node"))) ? null : "node is not on the PATH: run eng/test.sh.";
    }

    /// <summary>Skips the running test when the workspace cannot run here; in CI, where it has to, fails it.</summary>
    public static void Demand(string folder = "")
    {
        if (Missing(folder) is not { } reason)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "X402.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has X402.sln.");
    }
}
