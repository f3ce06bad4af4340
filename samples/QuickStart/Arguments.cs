namespace X402.QuickStart;

/// <summary>The command line.</summary>
internal sealed record Arguments(string? Rpc, string Network, bool Help)
{
    public static bool TryParse(string[] args, out Arguments arguments)
    {
        arguments = new(null, "eip155:84532", false);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--help" or "-h":
                    arguments = arguments with { Help = true };
                    break;
                case "--rpc" when i + 1 < args.Length && IsHttp(args[i + 1]):
                    arguments = arguments with { Rpc = args[++i] };
                    break;
                case "--network" when i + 1 < args.Length && ChainId.TryParse(args[i + 1], out var network) && AssetTable.Default.GetDefault(network) is not null:
                    arguments = arguments with { Network = args[++i] };
                    break;
                case "--rpc" or "--network":
                    Console.Error.WriteLine($"QuickStart: {args[i]} needs a value: {(args[i] == "--rpc" ? "an http or https URL" : "the CAIP-2 id of a network with a default token")}.");
                    return false;
                default:
                    Console.Error.WriteLine($"QuickStart: what is '{args[i]}'?");
                    return false;
            }
        }
        return true;
    }

    private static bool IsHttp(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);

    public static int Usage(TextWriter writer, int exitCode)
    {
        writer.WriteLine("""
            usage: dotnet run --project samples/QuickStart [-- [--rpc URL] [--network CAIP-2]]

              --rpc URL         pay on this EVM node instead of the ledger in this process; it must have the network's default token and
                                fund the well-known test accounts (node tests/peers/chain.mjs starts such a one)
              --network CAIP-2  the chain, eip155:84532 (Base Sepolia) unless said otherwise
              --help            this text

            Exit code: 0 when the agent paid and the second use of its payment was refused, 1 otherwise, 2 for a wrong argument.
            """);
        return exitCode;
    }
}
