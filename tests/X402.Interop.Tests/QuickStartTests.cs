namespace X402.Interop.Tests;

/// <summary>The README's command, on the ledger in its own process and on a real node.</summary>
public sealed class QuickStartTests(AnvilFixture anvil)
{
    private static readonly string Program = OurProgram.Assembly("samples/QuickStart", "X402.QuickStart");

    [Fact]
    public async Task QuickStart_on_DevChain_pays_once_and_is_refused_the_second_time()
    {
        var (exitCode, output) = await OurProgram.RunAsync(Program, []);

        Assert.True(exitCode == 0, output);
        Assert.Contains("402 Payment Required", output, StringComparison.Ordinal);
        Assert.Contains("200 OK: sunny", output, StringComparison.Ordinal);
        Assert.Contains("409 Conflict", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QuickStart_on_anvil_moves_real_balances()
    {
        var buyer = anvil.Account("buyer");
        var before = await anvil.BalanceOfAsync(buyer);

        var (exitCode, output) = await OurProgram.RunAsync(Program, ["--rpc", anvil.RpcUrl]);

        Assert.True(exitCode == 0, output);
        Assert.Equal(before - 10_000, await anvil.BalanceOfAsync(buyer));
    }

    [Theory]
    [InlineData(0, "--help")]
    [InlineData(2, "--no-such-flag")]
    public async Task QuickStart_explains_itself(int expected, string argument)
    {
        var (exitCode, output) = await OurProgram.RunAsync(Program, [argument]);

        Assert.Equal(expected, exitCode);
        Assert.Contains("usage:", output, StringComparison.Ordinal);
    }
}
