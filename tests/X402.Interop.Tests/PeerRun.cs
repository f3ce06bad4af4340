using System.Text.Json;

namespace X402.Interop.Tests;

/// <summary>What became of a program of tests/peers that ended.</summary>
/// <param name="ExitCode">0 when every request ended as the program was told to expect.</param>
/// <param name="Lines">Its lines of JSON, one for each request of a client.</param>
/// <param name="Errors">The last lines it wrote to standard error.</param>
public sealed record PeerRun(int ExitCode, IReadOnlyList<JsonElement> Lines, string Errors)
{
    /// <summary>Fails, with all that the program said, unless it ended with 0.</summary>
    public void MustSucceed() => Assert.True(ExitCode == 0, $"left with {ExitCode}\n{string.Join('\n', Lines)}\n{Errors}");
}
