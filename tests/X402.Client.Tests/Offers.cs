using System.Text.Json;
using X402.Protocol;

namespace X402.Client.Tests;

internal static class Offers
{
    public const string Base = "eip155:8453";
    public const string UsdcOnBase = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
    public const string UsdcOnBaseSepolia = "0x036CbD53842c5426634e7929541eC2318f3dCF7e";
    public const string PayTo = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
    public static readonly Uri Url = new("https://api.example/weather");

    /// <summary>An offer of USDC on Base; 10000 atomic units are a cent.</summary>
    public static PaymentRequirements Usdc(
        string amount = "10000", string network = Base, string asset = UsdcOnBase, string scheme = "exact", string payTo = PayTo,
        long maxTimeoutSeconds = 60, object? extra = null) => new()
        {
            Scheme = scheme,
            Network = network,
            Amount = amount,
            Asset = asset,
            PayTo = payTo,
            MaxTimeoutSeconds = maxTimeoutSeconds,
            Extra = JsonSerializer.SerializeToElement(extra ?? new { name = "USD Coin", version = "2" }),
        };

    public static object V1Body(string network = "base", string amount = "10000", string asset = UsdcOnBase) => new
    {
        x402Version = 1,
        error = "X-PAYMENT header is required",
        accepts = new[]
        {
            new
            {
                scheme = "exact", network, maxAmountRequired = amount, resource = "https://api.example/weather", description = "", mimeType = "",
                payTo = PayTo, maxTimeoutSeconds = 60, asset, extra = new { name = "USD Coin", version = "2" },
            },
        },
    };
}
