using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using X402.Evm;
using X402.Protocol;

namespace X402.Schemes.ExactEvm;

/// <summary>The server's side of <c>exact</c> on EVM chains with EIP-3009.</summary>
public sealed class ExactEvmScheme : IPaymentScheme
{
    internal const string Name = "exact";
    internal const string Eip3009Method = "eip3009";

    // 9999-12-31: leaves room to add to it.
    private const long LastSecond = 253_402_214_400;

    /// <inheritdoc/>
    public string Scheme => Name;

    /// <inheritdoc/>
    public bool Supports(ChainId network) => network.IsEvm;

    /// <inheritdoc/>
    public PaymentRequirements CreateRequirements(Asset asset, UInt256 amount, string payTo, TimeSpan maxTimeout)
    {
        ArgumentNullException.ThrowIfNull(asset);
        if (!asset.TryGetEvmAddress(out _))
            throw new X402ConfigurationException($"{asset.Symbol} on {asset.Network} has no EVM contract address: '{asset.Address}'.");
        if (asset.TransferMethod != Eip3009Method)
            throw new X402ConfigurationException($"{asset.Symbol} on {asset.Network} moves by {asset.TransferMethod}; only eip3009 is supported so far, permit2 comes later.");
        if (asset.Eip712Name is not { Length: > 0 } name || asset.Eip712Version is not { Length: > 0 } version)
            throw new X402ConfigurationException($"{asset.Symbol} on {asset.Network} needs the name and version of its EIP-712 domain.");
        if (!Address.TryParse(payTo, out var receiver) || receiver.IsZero)
            throw new X402ConfigurationException($"'{payTo}' is not an EVM address to be paid to.");
        if (maxTimeout < TimeSpan.FromSeconds(1))
            throw new X402ConfigurationException("The time to settle within must be a second or more.");
        return new()
        {
            Scheme = Name,
            Network = asset.Network.ToString(),
            Amount = amount.ToString(),
            Asset = asset.Address,
            PayTo = receiver.ToString(),
            MaxTimeoutSeconds = (long)maxTimeout.TotalSeconds,
            Extra = JsonSerializer.SerializeToElement(
                new Dictionary<string, string> { ["name"] = name, ["version"] = version }, X402Json.Wire.DictionaryStringString),
        };
    }

    /// <inheritdoc/>
    public PaymentError? Identify(PaymentPayload payload, PaymentRequirements requirements, out PaymentIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(payload);
        ArgumentNullException.ThrowIfNull(requirements);
        identity = default;
        if (ReceivedPayload.Read(payload, out var received) is { } error)
            return error;
        if (!Address.TryParse(requirements.Asset, out var asset))
            return new(ErrorCodes.AssetNotDeployed, "asset", "an address", requirements.Asset);
        identity = Identity(received!.Authorization, requirements.Network, asset);
        return null;
    }

    internal static PaymentIdentity Identity(in TransferAuthorization authorization, string network, Address asset)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Encoding.UTF8.GetBytes(Name));
        Append(hash, Encoding.UTF8.GetBytes(network));
        Append(hash, asset.Span);
        Append(hash, authorization.From.Span);
        Append(hash, authorization.Nonce.Span);
        var until = authorization.ValidBefore.TryToUInt64(out var seconds) && seconds < LastSecond ? (long)seconds : LastSecond;
        return new(new(new(hash.GetHashAndReset())), authorization.From.ToString(), DateTimeOffset.FromUnixTimeSeconds(until));
    }

    // Lengths keep two different lists of parts from being one text.
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}
