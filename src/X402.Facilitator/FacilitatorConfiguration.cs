using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace X402.Facilitator;

/// <summary>
/// Networks from configuration: <c>Networks:eip155:84532:RpcUrl</c> and <c>:SignerKey</c>. The colon of a CAIP-2 id is the separator of
/// configuration too, so a network is two levels, whether it came as one JSON key or as an environment variable.
/// </summary>
internal static class FacilitatorConfiguration
{
    public static void Read(X402FacilitatorBuilder builder, IConfigurationSection section)
    {
        KnownKeys.Check(section);
        foreach (var family in section.GetSection("Networks").GetChildren())
        {
            foreach (var network in family.GetChildren())
            {
                if (!string.IsNullOrEmpty(network.Value))
                    throw new X402ConfigurationException($"{network.Path}: name the network by its CAIP-2 id, as in {section.Path}:Networks:eip155:8453:RpcUrl.");
                Add(builder, $"{family.Key}:{network.Key}", network);
            }
        }
    }

    public static void Read(FacilitatorOptions options, IConfigurationSection section)
    {
        options.RefuseTestKeys = true;
        foreach (var key in section.GetSection("ApiKeys").GetChildren())
            options.ApiKeys.Add(key.Value ?? "");
    }

    private static void Add(X402FacilitatorBuilder builder, string network, IConfigurationSection section)
    {
        foreach (var child in section.GetChildren())
        {
            if (child.Key.ToUpperInvariant() is not ("RPCURL" or "SIGNERKEY" or "RECEIPTTIMEOUTSECONDS" or "MAXFEEPERGAS"))
                throw new X402ConfigurationException($"{child.Path} is unknown. A network has RpcUrl, SignerKey, ReceiptTimeoutSeconds and MaxFeePerGas (wei).");
        }
        builder.AddEvm(network, Needed(section, "RpcUrl"), Signer(section), options =>
        {
            if (section["ReceiptTimeoutSeconds"] is { } seconds)
                options.ReceiptTimeout = TimeSpan.FromSeconds(Number(section, "ReceiptTimeoutSeconds", seconds));
            if (section["MaxFeePerGas"] is { } fee)
                options.MaxFeePerGas = UInt256.TryParse(fee, out var wei) ? wei : throw new X402ConfigurationException($"{section.Path}:MaxFeePerGas must be decimal digits (wei).");
        });
    }

    private static EvmSigner Signer(IConfigurationSection section)
    {
        try
        {
            return EvmSigner.FromPrivateKey(Needed(section, "SignerKey"));
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            // Without the cause: its text might quote the key.
            throw new X402ConfigurationException($"{section.Path}:SignerKey is not a private key (0x and 64 hex digits).");
        }
    }

    private static int Number(IConfigurationSection section, string key, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0
            ? value
            : throw new X402ConfigurationException($"{section.Path}:{key} must be a whole number above 0.");

    private static string Needed(IConfigurationSection section, string key) =>
        section[key] is { Length: > 0 } value ? value : throw new X402ConfigurationException($"{section.Path}:{key} is missing.");
}
