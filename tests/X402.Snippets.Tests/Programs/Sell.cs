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
}
