using X402;
using X402.Testing;

// A facilitator from configuration alone: X402:Networks:<CAIP-2>:RpcUrl and :SignerKey, and X402:ApiKeys to keep strangers off the gas.
try
{
    var builder = WebApplication.CreateBuilder(args);
    await using var chain = await StartDevChainAsync(builder);
    builder.Services.AddX402Facilitator(builder.Configuration.GetSection("X402"));
    var app = builder.Build();
    app.MapX402Facilitator();
    await app.RunAsync();
    return 0;
}
catch (X402ConfigurationException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}

// Development with nothing configured: a chain in this process and keys that everybody knows.
static async Task<DevChain?> StartDevChainAsync(WebApplicationBuilder builder)
{
    if (!builder.Environment.IsDevelopment() || builder.Configuration.GetSection("X402:Networks").GetChildren().Any())
        return null;
    var chain = await DevChain.StartAsync();
    chain.Mint(DevAccounts.Buyer.Address, 1_000_000_000);
    builder.Configuration.AddInMemoryCollection(
    [
        new($"X402:Networks:{chain.Network}:RpcUrl", chain.RpcUrl.ToString()),
        new($"X402:Networks:{chain.Network}:SignerKey", DevAccounts.Facilitator.PrivateKey),
    ]);
    Console.WriteLine($"Development: DevChain for {chain.Network} at {chain.RpcUrl}, public test keys, 1000 USDC for {DevAccounts.Buyer}. No real money moves.");
    return chain;
}
