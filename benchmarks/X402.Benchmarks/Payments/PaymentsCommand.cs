using Microsoft.Extensions.Configuration;
using X402.Protocol;

namespace X402.Benchmarks;

/// <summary>
/// <c>payments --count N --url URL --out FILE</c>: asks the URL for its price and writes N different payments, one PAYMENT-SIGNATURE header
/// per line. A gate takes each payment once, so that a run needs as many as it makes requests.
/// </summary>
internal static class PaymentsCommand
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        IConfiguration settings = new ConfigurationBuilder().AddCommandLine(arguments).Build();
        if (!int.TryParse(settings["count"], out int count) || settings["out"] is not { } file || !Uri.TryCreate(settings["url"], UriKind.Absolute, out Uri? url))
        {
            await Console.Error.WriteLineAsync("usage: payments --count N --url URL --out FILE");
            return 2;
        }

        Buyer buyer = new(await AskPriceAsync(url));
        EvmSigner signer = EvmSigner.CreateRandom();
        await using StreamWriter writer = new(file);
        for (int i = 0; i < count; i++)
        {
            await writer.WriteAsync(await buyer.PayAsync(signer) + '\n');
        }

        return 0;
    }

    private static async Task<PaymentRequired> AskPriceAsync(Uri url)
    {
        using HttpClient http = new();
        using HttpResponseMessage answer = await http.GetAsync(url);
        string? header = answer.Headers.TryGetValues(PaymentHeaders.PaymentRequired, out IEnumerable<string>? values) ? values.First() : null;
        return PaymentHeaderCodec.TryDecodePaymentRequired(header, out PaymentRequired? price, out PaymentError? error)
            ? price
            : throw new InvalidOperationException($"{url} answers {(int)answer.StatusCode} and no price: {error}");
    }
}
