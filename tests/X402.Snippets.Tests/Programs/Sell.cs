using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using X402;
using X402.AspNetCore;

namespace Snippets.Programs;

/// <summary>Servers of the pages, each as its author would write it.</summary>
internal static class Sell
{
    public static WebApplication Quick(WebApplicationBuilder builder, string facilitatorUrl)
    {
        #region sell
        builder.Services.AddX402(o => o.PayTo("eip155:8453", "0x209693Bc6afc0C5328bA36FaF03C514EF312287C"))
            .UseFacilitator(facilitatorUrl);
        var app = builder.Build();
        app.MapGet("/weather", () => "sunny").RequirePayment("$0.01");
        #endregion
        return app;
    }

    public static WebApplication InOneProcess(WebApplicationBuilder builder, string rpcUrl, EvmSigner signer)
    {
        #region sell-and-settle
        builder.Services.AddX402Facilitator().AddEvm("eip155:8453", rpcUrl, signer);
        builder.Services.AddX402(o => o.PayTo("eip155:8453", "0x209693Bc6afc0C5328bA36FaF03C514EF312287C"));
        #endregion
        var app = builder.Build();
        app.MapGet("/weather", () => "sunny").RequirePayment("$0.01");
        return app;
    }

    public static WebApplication FromConfiguration(WebApplicationBuilder builder)
    {
        builder.Services.AddX402(builder.Configuration.GetSection("X402"));
        var app = builder.Build();
        app.MapGet("/weather", () => "sunny").RequirePayment("$0.01");
        return app;
    }

    public static WebApplication Prices(WebApplicationBuilder builder, string facilitatorUrl, string apiKey)
    {
        builder.Services.AddX402(o => o.PayTo("eip155:8453", "0x209693Bc6afc0C5328bA36FaF03C514EF312287C"))
            .UseFacilitator(facilitatorUrl, o => o.ApiKey = apiKey);
        builder.Services.AddControllers().AddApplicationPart(typeof(Sell).Assembly);
        var app = builder.Build();
        app.MapControllers();

        #region prices
        app.MapGet("/now", () => "sunny").RequirePayment("$0.01");
        app.MapGet("/today", () => "sunny").RequirePayment("0.01 USDC");
        app.MapGet("/tonight", () => "clear").RequirePayment(Price.Atomic("10000", "USDC"));
        app.MapGroup("/pro").RequirePayment("$0.05").MapGet("/now", () => "sunny, 21 degrees");

        // Of the request. Asked again for the paid request, so it must give the same price then.
        app.MapGet("/forecast", () => "sunny all week").RequirePayment(context =>
            Price.Parse(context.Request.Query["days"] == "7" ? "$0.05" : "$0.01"));

        // Of the JSON body, which the handler then reads as usual.
        app.MapPost("/scan", (Scan scan) => $"{scan.Pages} pages read").RequirePayment(
            (Scan scan) => scan.Pages is > 0 and <= 100 ? Price.FromDecimal(0.01m * scan.Pages) : throw new BadHttpRequestException("1 to 100 pages"),
            ScanJson.Default.Scan);

        // Several ways to pay; the buyer picks one.
        app.MapGet("/radar", () => "clear").RequirePayment(p => p
            .Accept("eip155:8453", "$0.01")
            .Accept("eip155:8453", "0.02 USDC", payTo: "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"));

        // By attribute, also on a controller, an action, a Razor page or a hub.
        app.MapGet("/moon", [RequirePayment("$0.02", Description = "Phase of the moon")] () => "full");
        #endregion

        #region handlers
        app.MapGet("/search", async (HttpContext context) =>
        {
            if (await context.RequirePaymentAsync("$0.05") is not { } payment)
                return; // the refusal is written
            await context.Response.WriteAsync($"found for {payment.Payer}");
        });
        app.MapGet("/report", (HttpContext context, IPaymentGate gate) =>
            gate.RunAsync(context, new PaymentTerms(Price.Parse("$0.05")), paid => paid.Response.WriteAsync("the report")));
        #endregion

        #region terms
        app.MapGet("/feed", () => "all of it").RequirePayment("$0.10", terms =>
        {
            terms.Description = "Every measurement of the day";
            terms.SettleFirst = true;
            terms.FreeWhen = context => ValueTask.FromResult(context.User.IsInRole("staff"));
        });
        #endregion
        return app;
    }
}

[RequirePayment("$0.02")]
public sealed class TidesController : ControllerBase
{
    [HttpGet("/tides")]
    public string Get() => "low at noon";
}

#region body
internal sealed record Scan(int Pages);

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(Scan))]
internal sealed partial class ScanJson : JsonSerializerContext;
#endregion
