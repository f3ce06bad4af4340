using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace X402.Interop.Tests;

/// <summary>A program of tests/peers that serves until it is disposed of.</summary>
public sealed class PeerProcess : IAsyncDisposable
{
    private const int KeptErrorLines = 40;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly ConcurrentQueue<string> errors = new();
    private bool launched;

    private PeerProcess(string script, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = PeersWorkspace.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The pipe closes when this test host dies, however it dies, and the program then ends by itself.
        start.Environment["STOP_WITH_STDIN"] = "1";
        process = new Process { StartInfo = start };
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    /// <summary>What the program said of itself when it was ready.</summary>
    public JsonElement Ready { get; private set; }

    /// <summary>Where it serves, without a slash at the end.</summary>
    public string Url => Ready.GetProperty("url").GetString()!;

    /// <summary>The last lines it wrote to standard error.</summary>
    public string Errors => string.Join('\n', errors);

    /// <summary>Starts a program that stays, and waits for its ready line.</summary>
    public static async Task<PeerProcess> StartAsync(string script, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var peer = new PeerProcess(script, arguments);
        try
        {
            peer.Launch();
            peer.Ready = await peer.ReadyLineAsync(script, cancellation);
            return peer;
        }
        catch
        {
            await peer.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<PeerRun> RunAsync(string script, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        await using var peer = new PeerProcess(script, arguments);
        peer.Launch();
        var lines = new List<JsonElement>();
        while (await peer.process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            lines.Add(Parse(line));
        }

        await peer.process.WaitForExitAsync(cancellation);
        return new PeerRun(peer.process.ExitCode, lines, peer.Errors);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (launched)
        {
            process.StandardInput.Close();
            using var limit = new CancellationTokenSource(StopLimit);
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }

        process.Dispose();
    }

    private static JsonElement Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    private void Launch()
    {
        launched = process.Start();
        process.BeginErrorReadLine();
    }

    private async Task<JsonElement> ReadyLineAsync(string script, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(StartLimit);
        var line = await process.StandardOutput.ReadLineAsync(limit.Token);
        if (line is null)
        {
            await process.WaitForExitAsync(limit.Token);
            throw new InvalidOperationException($"{script} left with {process.ExitCode} before it was ready.\n{Errors}");
        }

        // Nobody reads what a server prints later, but a full pipe would stop it.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return Parse(line);
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        errors.Enqueue(line);
        if (errors.Count > KeptErrorLines)
        {
            errors.TryDequeue(out _);
        }
    }
}
