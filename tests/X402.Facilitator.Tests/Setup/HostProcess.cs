using System.Diagnostics;

namespace X402.Facilitator.Tests.Setup;

/// <summary>samples/Facilitator.Host as a process of its own.</summary>
internal sealed class HostProcess : IDisposable
{
    private const string Listening = "Now listening on: ";
    private readonly Process _process;

    private HostProcess(Process process) => _process = process;

    /// <summary>What it wrote until it listened or ended.</summary>
    public string Output { get; private set; } = "";

    /// <summary>Where it listens; null when it ended instead.</summary>
    public Uri? Url { get; private set; }

    public static async Task<HostProcess> StartAsync(string environment, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Facilitator.Host.dll"), "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        var host = new HostProcess(Process.Start(start)!);
        await host.ReadAsync(TestContext.Current.CancellationToken);
        return host;
    }

    public async Task<(int Code, string Error)> EndAsync()
    {
        var error = await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        while (Url is null && await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            Output += line + "\n";
            if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
                Url = new(line[(at + Listening.Length)..].Trim());
        }
    }
}
