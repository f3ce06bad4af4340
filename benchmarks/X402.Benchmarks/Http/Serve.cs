using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace X402.Benchmarks;

/// <summary>
/// <c>serve --case bare|paid --urls http://127.0.0.1:0</c>: one minimal endpoint, free or with a price. Without a payment the second answers 402.
/// </summary>
internal static class Serve
{
    public const string Path = "/resource";
    private const string Network = "eip155:84532";
    private const string PayTo = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";

    public static async Task<int> RunAsync(string[] arguments)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(arguments);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        WebApplication? app = builder.Configuration["case"] switch
        {
            "bare" => Bare(builder),
            "paid" => Paid(builder),
            _ => null,
        };
        if (app is null)
        {
            await Console.Error.WriteLineAsync("usage: serve --case bare|paid [--urls http://127.0.0.1:0]");
            return 2;
        }

        await app.StartAsync();
        Console.WriteLine($"Now listening on: {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    public static WebApplication Bare(WebApplicationBuilder builder)
    {
        WebApplication app = builder.Build();
        app.MapGet(Path, Answer);
        return app;
    }

    // Not inlined: a bare host must not load what it does not use.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static WebApplication Paid(WebApplicationBuilder builder)
    {
        // An hour, so that payments signed before the first round are good in the last.
        builder.Services.AddX402(o => o.PayTo(Network, PayTo).MaxTimeout = TimeSpan.FromHours(1)).UseFacilitator(new PretendedSettlement(TimeProvider.System));
        WebApplication app = builder.Build();
        app.MapGet(Path, Answer).RequirePayment("$0.001");
        return app;
    }

    private static string Answer() => "sunny";
}
