using System.Security.Cryptography;
using X402;
using X402.Evm;

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

    public static WebApplication WithOptions(WebApplicationBuilder builder, string rpcUrl, EvmSigner signer, string apiKey)
    {
        #region facilitator-with-options
        builder.Services.AddX402Facilitator(o => o.ApiKeys.Add(apiKey))
            .AddEvm("eip155:8453", rpcUrl, signer, o =>
            {
                o.ReceiptTimeout = TimeSpan.FromSeconds(60);
                o.MaxFeePerGas = 5_000_000_000; // wei
            });
        #endregion
        var app = builder.Build();
        app.MapX402Facilitator();
        return app;
    }

    public static WebApplication FromConfiguration(WebApplicationBuilder builder)
    {
        builder.Services.AddX402Facilitator(builder.Configuration.GetSection("X402"));
        var app = builder.Build();
        app.MapX402Facilitator();
        return app;
    }

    public static EvmSigner WithKms(ECDsa kms, string address)
    {
        #region signer-elsewhere
        var signer = EvmSigner.FromDelegate(Address.Parse(address), (digest, cancellationToken) =>
        {
            var signature = kms.SignHash(digest.Span.ToArray()); // r and s, 32 bytes each; a call to your KMS here
            return ValueTask.FromResult(new EvmSignature(new(signature.AsSpan(0, 32)), new(signature.AsSpan(32)), 0));
        });
        #endregion
        return signer;
    }

    public static void Remote(IServiceCollection services, string facilitatorUrl, string apiKey)
    {
        #region facilitator-client
        services.AddHttpFacilitator(facilitatorUrl, o =>
        {
            o.ApiKey = apiKey;
            o.Timeout = TimeSpan.FromSeconds(60);
        });
        #endregion
    }
}
