using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace X402.Protocol;

/// <summary>
/// One way to pay: an element of <c>accepts</c> (x402 v2 specification, PaymentRequirements). An object that was read is written again
/// exactly as it came, since servers compare <c>accepted</c> deeply.
/// </summary>
[JsonConverter(typeof(PaymentRequirementsConverter))]
public sealed class PaymentRequirements
{
    private StrongBox<JsonElement>? _made;

    /// <summary>Scheme, such as <c>exact</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>CAIP-2 chain id.</summary>
    public required string Network { get; init; }

    /// <summary>Atomic units as decimal digits.</summary>
    public required string Amount { get; init; }

    /// <summary>Token contract or mint.</summary>
    public required string Asset { get; init; }

    /// <summary>Receiver.</summary>
    public required string PayTo { get; init; }

    /// <summary>Seconds within which the payment must be settled; 0 when a peer left it out.</summary>
    public required long MaxTimeoutSeconds { get; init; }

    /// <summary>Data of the scheme: <c>name</c> and <c>version</c> of the token's EIP-712 domain, <c>assetTransferMethod</c>, …</summary>
    public JsonElement? Extra { get; init; }

    /// <summary>The object as it was received, no name in it twice; null for one that was made here.</summary>
    public JsonElement? Received { get; internal init; }

    /// <summary>This object as JSON: as it was received, or else as it will be written.</summary>
    public JsonElement ToJson() => Received ?? (_made ??= new(JsonSerializer.SerializeToElement(this, X402Json.Wire.PaymentRequirements))).Value;

    /// <summary>The text member <paramref name="name"/> of <see cref="Extra"/>; null when it is absent or not a text.</summary>
    public string? GetExtra(string name) =>
        Extra is { ValueKind: JsonValueKind.Object } extra && extra.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
