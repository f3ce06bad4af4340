using X402;

namespace Snippets.Programs;

/// <summary>Facilitators of the pages.</summary>
internal static class Settle
{
    public static WebApplication Quick(WebApplicationBuilder builder, string rpcUrl, EvmSigner signer)
    {
        #region facilitator
        builder.Services.AddX402Facilitator().AddEvm("eip155:8453", rpcUrl, signer);
        var app = builder.Build();
        app.MapX402Facilitator();
        #endregion
        return app;
    }
}
