using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace X402.Interop.Tests;

/// <summary>A built program of this repository in a process of its own: the e2e programs and the samples, configured by environment variables.</summary>
public sealed partial class OurProgram : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly StringBuilder errors = new();

    private OurProgram(string assembly, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        process = new Process { StartInfo = start };
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
    }

    /// <summary>Where it listens, as its ready line says, without a slash at the end.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The assembly of a project of this repository, in the configuration of these tests.</summary>
    public static string Assembly(string projectFolder, string name)
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        return Path.Combine(PeersWorkspace.Folder, "..", "..", projectFolder, "bin", configuration, "net10.0", name + ".dll");
    }

    /// <summary>Starts the e2e server or facilitator and waits for its ready line.</summary>
    public static async Task<OurProgram> StartAsync(string role, params (string Name, string Value)[] environment)
    {
        var program = new OurProgram(E2E(role), [], [("PORT", "0"), .. environment]);
        program.Start();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(StartLimit);
        while (await program.process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (ReadyLine().Match(line) is not { Success: true } ready)
                continue;
            program.Url = ready.Groups[1].Value.TrimEnd('/');
            _ = program.process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return program;
        }
        await program.process.WaitForExitAsync(limit.Token);
        throw new InvalidOperationException($"The e2e {role} left with {program.process.ExitCode} before it was ready.\n{program.errors}");
    }

    /// <summary>Runs the e2e client to its end; its last line.</summary>
    public static async Task<(int ExitCode, JsonElement Result, string Output)> RunClientAsync(string key, string url)
    {
        var uri = new Uri(url);
        var (exitCode, output) = await RunAsync(E2E("client"), [],
            ("EVM_PRIVATE_KEY", key), ("RESOURCE_SERVER_URL", uri.GetLeftPart(UriPartial.Authority)), ("ENDPOINT_PATH", uri.PathAndQuery));
        return (exitCode, JsonElement.Parse(output.Trim().Split('\n')[^1]), output);
    }

    /// <summary>Runs a program to its end; its exit code and all that it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string assembly, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        await using var program = new OurProgram(assembly, arguments, environment);
        program.Start();
        var output = await program.process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (program.process.ExitCode, output + program.errors);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
        process.Dispose();
    }

    private static string E2E(string role) =>
        Assembly(Path.Combine("tests", "e2e", role), $"X402.E2E.{char.ToUpperInvariant(role[0])}{role[1..]}");

    private void Start()
    {
        process.Start();
        process.BeginErrorReadLine();
    }

    [GeneratedRegex(@"listening at (http://\S+)")]
    private static partial Regex ReadyLine();
}
