// Resource server of the reference repository's e2e protocol.
using X402;

var required = E2EEnvironment.Require("PORT", "EVM_PAYEE_ADDRESS", "FACILITATOR_URL");
var network = E2EEnvironment.Optional("EVM_NETWORK", "eip155:84532");

try
{
    var builder = WebApplication.CreateSlimBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // a failed start is told below
    builder.WebHost.UseUrls($"http://127.0.0.1:{required[0]}");
    builder.Services.AddX402(options => options.PayTo(network, required[1])).UseFacilitator(required[2]);

    var app = builder.Build();
    app.MapGet("/exact/evm/eip3009", (TimeProvider time) =>
            new { message = "Protected endpoint accessed successfully", timestamp = time.GetUtcNow().ToString("O") })
        .RequirePayment("$0.001");
    // v1 clients of the same matrix look here; the one gate answers both versions.
    app.MapGet("/protected", (TimeProvider time) =>
            new { message = "Protected endpoint accessed successfully", timestamp = time.GetUtcNow().ToString("O") })
        .RequirePayment("$0.001");
    app.MapGet("/health", () => new { status = "ok" });
    app.MapPost("/close", (IHostApplicationLifetime lifetime) =>
    {
        lifetime.StopApplication();
        return new { message = "closing" };
    });

    await app.StartAsync();
    Console.WriteLine($"Server listening at {app.Urls.First()}");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception error) when (error is X402ConfigurationException or FormatException or IOException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}
