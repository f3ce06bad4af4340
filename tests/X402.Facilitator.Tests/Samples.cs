using System.Text.Json;
using X402.Protocol;

namespace X402.Facilitator.Tests;

/// <summary>A payment of the reference client, of both versions.</summary>
internal static class Samples
{
    public const string Network = "eip155:84532";

    public static PaymentRequirements Requirements(string network = Network) => new()
    {
        Scheme = "exact", Network = network, Amount = "10000", Asset = "0x036CbD53842c5426634e7929541eC2318f3dCF7e",
        PayTo = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C", MaxTimeoutSeconds = 60, Extra = Json("""{"name":"USDC","version":"2"}"""),
    };

    public static JsonElement Authorization { get; } = Json(
        """
        {
          "authorization": {
            "from": "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", "to": "0x209693Bc6afc0C5328bA36FaF03C514EF312287C", "value": "10000",
            "validAfter": "1767225000", "validBefore": "1767225660",
            "nonce": "0x9267f14d60680ce6636d24bbca27662efb7999cf2e53ca441543e4c7cee4fdb3"
          },
          "signature": "0x20b17b6536912b472bb7a0e7b7692414faeae6a6535f3f1fa17faf41d843461f001c8369ae954ab5b361241cffc5dd25c3ae0e024b7c2f720fcc8cecc4ccc05f1b"
        }
        """);

    public static FacilitatorRequest Current(string network = Network) => new()
    {
        PaymentPayload = new() { X402Version = 2, Payload = Authorization, Accepted = Requirements(network) }, PaymentRequirements = Requirements(network),
    };

    public static FacilitatorRequest Old(string network = Network) => new()
    {
        PaymentPayload = new() { X402Version = 1, Scheme = "exact", Network = "base-sepolia", Payload = Authorization },
        PaymentRequirements = Requirements(network), Resource = new() { Url = "https://shop.example/a" },
    };

    public static string Body(FacilitatorRequest request) => System.Text.Encoding.UTF8.GetString(RemoteRequest.Write(request)!);

    public static JsonElement Json(string text) => JsonElement.Parse(text);
}
