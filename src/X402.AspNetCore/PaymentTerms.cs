using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace X402.AspNetCore;

/// <summary>
/// What an endpoint costs, and on which conditions. Set it up while the endpoint is mapped; later changes have no effect.
/// </summary>
public sealed class PaymentTerms : IPaymentMetadata
{
    private readonly List<AcceptedPrice> _accepted = [];
    private Dictionary<string, JsonElement>? _extensions;

    /// <summary>One price on every network of <see cref="X402Options.PayTo"/>.</summary>
    public PaymentTerms(Price price) => FixedPrice = price;

    /// <summary>A price per request, on every network of <see cref="X402Options.PayTo"/>.</summary>
    /// <param name="price">
    /// Asked again for the paid request, so it must not change in between. A <see cref="BadHttpRequestException"/> is answered with
    /// its status and its text, and nothing is quoted; a price of 0 is an error: see <see cref="FreeWhen"/>.
    /// </param>
    public PaymentTerms(Func<HttpContext, ValueTask<Price>> price)
    {
        ArgumentNullException.ThrowIfNull(price);
        PricePerRequest = price;
    }

    /// <summary>No price yet: say what is accepted with <see cref="Accept(string, string, string?, string)"/>.</summary>
    public PaymentTerms()
    {
    }

    /// <summary>One line for people and for agents that choose.</summary>
    public string? Description { get; set; }

    /// <summary>Media type of the paid answer.</summary>
    public string? MimeType { get; set; }

    /// <summary>Name of the service, 1–32 printable ASCII characters.</summary>
    public string? ServiceName { get; set; }

    /// <summary>At most 5, each of 1–32 printable ASCII characters.</summary>
    public IReadOnlyList<string>? Tags { get; set; }

    /// <summary>Icon of the service, at most 2048 characters.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1056:URI-like properties should not be strings", Justification = "text on the wire")]
    public string? IconUrl { get; set; }

    /// <summary>How long the payment may take, 1 s to 1 h in whole seconds; null takes <see cref="X402Options.MaxTimeout"/>.</summary>
    public TimeSpan? MaxTimeout { get; set; }

    /// <summary>
    /// Settle before the handler runs, and stream its answer: for answers that are long or never end. The buyer has paid whatever the
    /// handler then does. Requests that open a WebSocket are always settled first.
    /// </summary>
    public bool SettleFirst { get; set; }

    /// <summary>Charge also for an answer with status 400 or above.</summary>
    public bool ChargeOnError { get; set; }

    /// <summary>Bytes of the answer to hold back; null takes <see cref="X402Options.MaxResponseBufferBytes"/>.</summary>
    public int? MaxResponseBufferBytes { get; set; }

    /// <summary>
    /// Lets a request in unpaid when it returns true; null lets none in. <see cref="IPaymentGate.RequireAsync"/> does not take terms that
    /// have it.
    /// </summary>
    public Func<HttpContext, ValueTask<bool>>? FreeWhen { get; set; }

    PaymentTerms IPaymentMetadata.Terms => this;

    internal Price? FixedPrice { get; }

    internal Func<HttpContext, ValueTask<Price>>? PricePerRequest { get; }

    internal IReadOnlyList<AcceptedPrice> Accepted => _accepted;

    internal IReadOnlyDictionary<string, JsonElement>? Extensions => _extensions;

    /// <summary>Adds a way to pay; the buyer picks one.</summary>
    /// <param name="network">CAIP-2 id, such as <c>eip155:8453</c>.</param>
    /// <param name="price">Such as <c>$0.01</c> or <c>0.01 USDC</c>.</param>
    /// <param name="payTo">Who is paid; null takes that of <see cref="X402Options.PayTo"/>.</param>
    /// <param name="scheme">Payment scheme.</param>
    /// <exception cref="X402ConfigurationException">The network, price or address is not one.</exception>
    public PaymentTerms Accept(string network, string price, string? payTo = null, string scheme = "exact") =>
        Accept(network, ParsePrice(price), payTo, scheme);

    /// <summary>Adds a way to pay; the buyer picks one.</summary>
    /// <exception cref="X402ConfigurationException">The network or address is not one.</exception>
    public PaymentTerms Accept(string network, Price price, string? payTo = null, string scheme = "exact")
    {
        if (FixedPrice is not null || PricePerRequest is not null)
            throw new X402ConfigurationException("These terms have a price for every network already: give either one price or a list of accepted ones.");
        var chain = X402Options.ParseNetwork(network);
        if (payTo is not null)
            X402Options.CheckReceiver(chain, payTo);
        _accepted.Add(new(chain, price, payTo, scheme));
        return this;
    }

    /// <summary>Advertises an extension in <c>extensions</c> of the 402; the buyer's echo is compared with it.</summary>
    public PaymentTerms WithExtension(string id, JsonElement value)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        (_extensions ??= [])[id] = value.Clone();
        return this;
    }

    internal static Price ParsePrice(string price) =>
        Price.TryParse(price, out var parsed)
            ? parsed
            : throw new X402ConfigurationException($"'{price}' is not a price: write it as \"$0.01\" or \"0.01 USDC\".");
}
