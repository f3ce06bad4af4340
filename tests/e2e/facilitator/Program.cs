// Facilitator of the reference repository's e2e protocol.
using X402;
using X402.Evm;

var required = E2EEnvironment.Require("PORT", "EVM_PRIVATE_KEY");
var network = E2EEnvironment.Optional("EVM_NETWORK", "eip155:84532");
var rpcUrl = E2EEnvironment.Optional("EVM_RPC_URL", "https://sepolia.base.org");
var factories = E2EEnvironment.Optional("EVM_ALLOWED_FACTORIES", "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Address.Parse);

try
{
    var builder = WebApplication.CreateSlimBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // a failed start is told below
    builder.WebHost.UseUrls($"http://127.0.0.1:{required[0]}");
    builder.Services.AddX402Facilitator().AddEvm(
        network, rpcUrl, EvmSigner.FromPrivateKey(required[1]), options => options.Verifier.AllowedFactories.UnionWith(factories));

    var app = builder.Build();
    app.MapX402Facilitator();
    // This facilitator indexes nothing, and says so in the protocol's words.
    app.MapGet("/discovery/resources", () => new { x402Version = 2, items = Array.Empty<object>(), pagination = new { limit = 20, offset = 0, total = 0 } });
    app.MapPost("/close", (IHostApplicationLifetime lifetime) =>
    {
        lifetime.StopApplication();
        return new { message = "closing" };
    });

    await app.StartAsync();
    Console.WriteLine($"Facilitator listening at {app.Urls.First()}");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception error) when (error is X402ConfigurationException or ArgumentException or FormatException or IOException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}
