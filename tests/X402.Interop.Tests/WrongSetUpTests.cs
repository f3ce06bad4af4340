namespace X402.Interop.Tests;

/// <summary>What a person sees who starts a program with a wrong set-up: one line, and exit code 1.</summary>
public sealed class WrongSetUpTests
{
    private const string Nowhere = "http://127.0.0.1:1";
    private const string Key = "0x7777777777777777777777777777777777777777777777777777777777777777";

    [Theory]
    [InlineData("server", "EVM_PAYEE_ADDRESS=0x12", "FACILITATOR_URL=" + Nowhere)]
    [InlineData("server", "EVM_PAYEE_ADDRESS=0x209693Bc6afc0C5328bA36FaF03C514EF312287C", "FACILITATOR_URL=" + Nowhere)]
    [InlineData("server", "EVM_PAYEE_ADDRESS=", "FACILITATOR_URL=" + Nowhere)]
    [InlineData("facilitator", "EVM_PRIVATE_KEY=0x12", "EVM_RPC_URL=" + Nowhere)]
    [InlineData("facilitator", "EVM_PRIVATE_KEY=" + Key, "EVM_RPC_URL=" + Nowhere)]
    public async Task Program_ends_in_one_line(string role, string first, string second)
    {
        var (exitCode, output) = await OurProgram.RunAsync(
            E2E(role), [], ("PORT", "0"), Variable(first), Variable(second));

        Assert.Equal((1, 1), (exitCode, output.Trim().Split('\n').Length));
    }

    [Fact]
    public async Task Client_prints_its_result_whatever_is_wrong()
    {
        var (exitCode, output) = await OurProgram.RunAsync(
            E2E("client"), [], ("EVM_PRIVATE_KEY", "0x12"), ("RESOURCE_SERVER_URL", Nowhere), ("ENDPOINT_PATH", "/"));

        Assert.Equal(1, exitCode);
        Assert.Contains("{\"success\":false,", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QuickStart_on_a_node_that_is_not_there_ends_in_one_line()
    {
        var (exitCode, output) = await OurProgram.RunAsync(
            OurProgram.Assembly(Path.Combine("samples", "QuickStart"), "X402.QuickStart"), ["--rpc", Nowhere]);

        Assert.Equal((1, 1), (exitCode, output.Trim().Split('\n').Length));
    }

    private static string E2E(string role) =>
        OurProgram.Assembly(Path.Combine("tests", "e2e", role), $"X402.E2E.{char.ToUpperInvariant(role[0])}{role[1..]}");

    private static (string Name, string Value) Variable(string text) => (text[..text.IndexOf('=')], text[(text.IndexOf('=') + 1)..]);
}
