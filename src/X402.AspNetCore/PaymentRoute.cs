using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using X402.Protocol;

namespace X402.AspNetCore;

/// <summary>Terms made ready: offers of fixed prices built once, and the quotes of the URLs that were asked for kept.</summary>
internal sealed class PaymentRoute
{
    // URLs with a query or very long ones are not kept. A stranger can still fill the cache, by Host: then it starts anew.
    private const int MaxCachedQuotes = 256;
    private const int MaxCachedUrl = 512;

    private readonly ConcurrentDictionary<string, Quote> _quotes = new(StringComparer.Ordinal);
    private readonly OfferBook _book;
    private readonly Func<Offer, bool> _servesV1;
    private readonly JsonElement? _extensions;
    private int _cachedQuotes;

    public PaymentRoute(PaymentTerms terms, X402Options options, OfferBook book, Func<Offer, bool> servesV1)
    {
        Terms = terms;
        _book = book;
        _servesV1 = servesV1;
        Timeout = terms.MaxTimeout ?? options.MaxTimeout;
        MaxResponseBufferBytes = terms.MaxResponseBufferBytes ?? options.MaxResponseBufferBytes;
        Check();
        if (terms.Extensions is { } extensions)
            _extensions = ToElement(extensions);
        if (terms.PricePerRequest is null)
            FixedOffers = book.Create(terms, Timeout);
    }

    public PaymentTerms Terms { get; }

    public TimeSpan Timeout { get; }

    public int MaxResponseBufferBytes { get; }

    /// <summary>Null where the price depends on the request.</summary>
    public IReadOnlyList<Offer>? FixedOffers { get; }

    /// <summary>Characters of the 402's header; 0 where the price depends on the request.</summary>
    public int MeasureHeader() => FixedOffers is null ? 0 : Create("https://api.example/", FixedOffers).FirstContact.Header.ToString().Length;

    public ValueTask<Quote> QuoteAsync(HttpContext context, string url) =>
        FixedOffers is null ? PerRequestAsync(context, url) : new(Fixed(context, url));

    private Quote Fixed(HttpContext context, string url)
    {
        if (_quotes.TryGetValue(url, out var quote))
            return quote;
        quote = Create(url, FixedOffers!);
        if (!context.Request.QueryString.HasValue && url.Length <= MaxCachedUrl && _quotes.TryAdd(url, quote)
            && Interlocked.Increment(ref _cachedQuotes) > MaxCachedQuotes)
        {
            _quotes.Clear();
            Interlocked.Exchange(ref _cachedQuotes, 0);
        }
        return quote;
    }

    private async ValueTask<Quote> PerRequestAsync(HttpContext context, string url)
    {
        var price = await Terms.PricePerRequest!(context).ConfigureAwait(false);
        return Create(url, _book.Create(price, Timeout));
    }

    private Quote Create(string url, IReadOnlyList<Offer> offers) => new(
        new()
        {
            Url = url, Description = Terms.Description ?? "", MimeType = Terms.MimeType ?? "",
            ServiceName = Terms.ServiceName, Tags = Terms.Tags, IconUrl = Terms.IconUrl,
        },
        offers, _extensions, _servesV1);

    private void Check()
    {
        if (!X402OptionsValidator.IsTimeout(Timeout))
            throw new X402ConfigurationException($"MaxTimeout of a route is {Timeout}: set 1 s to 1 h in whole seconds.");
        if (MaxResponseBufferBytes < 1)
            throw new X402ConfigurationException($"MaxResponseBufferBytes of a route is {MaxResponseBufferBytes}: set the bytes of an answer to hold back.");
        if (Terms.ServiceName is { } name && !IsLabel(name))
            throw new X402ConfigurationException($"ServiceName of a route is '{name}': give 1 to 32 printable ASCII characters.");
        if (Terms.Tags is { } tags && (tags.Count > 5 || !tags.All(IsLabel)))
            throw new X402ConfigurationException("Tags of a route: give at most 5, each of 1 to 32 printable ASCII characters.");
        if (Terms.IconUrl is { Length: > 2048 })
            throw new X402ConfigurationException("IconUrl of a route is longer than 2048 characters.");
    }

    private static bool IsLabel(string text) => text.Length is >= 1 and <= 32 && text.All(c => c is >= ' ' and <= '~');

    private static JsonElement ToElement(IReadOnlyDictionary<string, JsonElement> extensions)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var (id, value) in extensions)
            {
                json.WritePropertyName(id);
                value.WriteTo(json);
            }
            json.WriteEndObject();
        }
        var reader = new Utf8JsonReader(stream.ToArray());
        return JsonElement.ParseValue(ref reader);
    }
}
