using Microsoft.Extensions.Configuration;

namespace X402.Facilitator;

/// <summary>The keys of the section <c>X402</c>, which server and facilitator share: a misspelt one must not be a setting that is missing.</summary>
internal static class KnownKeys
{
    // Mpp and Tron are sections of packages of their own.
    private static readonly string[] Keys =
        ["AcceptV1", "ApiKeys", "DeferFacilitatorCheck", "Facilitator", "Mpp", "Networks", "PayTo", "PublicBaseUrl", "Tron"];

    private static readonly string[] OfFacilitator = ["ApiKey", "Url"];

    /// <exception cref="X402ConfigurationException">A key is none of ours.</exception>
    public static void Check(IConfiguration configuration)
    {
        // The root has the keys of everybody.
        if (configuration is IConfigurationSection)
            Check(configuration, Keys);
        Check(configuration.GetSection("Facilitator"), OfFacilitator);
    }

    private static void Check(IConfiguration section, string[] known)
    {
        foreach (var child in section.GetChildren())
        {
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                throw new X402ConfigurationException($"{child.Path} is unknown. There are {string.Join(", ", known)}.");
        }
    }
}
