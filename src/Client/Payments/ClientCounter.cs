using System.Diagnostics;
using X402.Protocol;

namespace X402.Client;

internal static class ClientCounter
{
    public static void Add(string outcome, PaymentRequirements? requirements, string? reason = null)
    {
        var tags = new TagList { { "outcome", outcome } };
        if (requirements is not null)
        {
            tags.Add("scheme", requirements.Scheme); // of an offer that our table and signers know: few values
            tags.Add("network", requirements.Network);
        }
        if (reason is not null)
            tags.Add("reason", Text.Excerpt(reason));
        X402Diagnostics.ClientPayments.Add(1, tags);
    }
}
