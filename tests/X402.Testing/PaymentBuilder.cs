using System.Security.Cryptography;
using System.Text.Json;
using X402.Cryptography;
using X402.Evm;
using X402.Protocol;
using X402.Protocol.V1;
using X402.Schemes.ExactEvm;
using X402.Testing.Contracts;
using PaymentRequirements = X402.Protocol.PaymentRequirements;

namespace X402.Testing;

/// <summary>
/// A payment of the scheme <c>exact</c> with EIP-3009 for a test: valid as it is, and wrong in exactly what is set. It signs on its own, without
/// the library's signer, and does whatever it is told: nothing is checked.
/// </summary>
/// <param name="Requirements">What is paid; v2 payments carry them as <c>accepted</c>.</param>
/// <example><code>var tooLow = new PaymentBuilder(requirements) { Value = 9_999 }.Build();</code></example>
public sealed record PaymentBuilder(PaymentRequirements Requirements)
{
    /// <summary>The present.</summary>
    public DateTimeOffset Now { get; init; } = TimeProvider.System.GetUtcNow();

    /// <summary>Whose key signs.</summary>
    public DevAccount Signer { get; init; } = DevAccounts.Buyer;

    /// <summary>Who pays; the signer unless it is set (a contract wallet, or a theft).</summary>
    public Address? From { get; init; }

    /// <summary>Who receives; <c>payTo</c> unless it is set.</summary>
    public Address? To { get; init; }

    /// <summary>Atomic units; the required amount unless it is set.</summary>
    public UInt256? Value { get; init; }

    /// <summary>Unix seconds; valid strictly after.</summary>
    public UInt256 ValidAfter { get; init; }

    /// <summary>Unix seconds, valid strictly before; the present and the requirements' time-out unless it is set.</summary>
    public UInt256? ValidBefore { get; init; }

    /// <summary>The authorization's nonce.</summary>
    public Bytes32 Nonce { get; init; } = new(RandomNumberGenerator.GetBytes(Bytes32.Size));

    /// <summary>The network that <c>accepted</c> claims (v1: the payment's own); the required one unless it is set.</summary>
    public string? Network { get; init; }

    /// <summary>The token whose domain is signed; the one that the requirements name unless it is set.</summary>
    public Asset? SignedAsset { get; init; }

    /// <summary>Alters the 65 bytes of the signature.</summary>
    public Func<byte[], byte[]>? Spoil { get; init; }

    /// <summary>Copy of the 402's resource.</summary>
    public ResourceInfo? Resource { get; init; }

    /// <summary>The payment as v2 has it.</summary>
    public PaymentPayload Build() => new()
    {
        X402Version = 2, Payload = Signed(), Resource = Resource,
        Accepted = Network is null ? Requirements : new()
        {
            Scheme = Requirements.Scheme, Network = Network, Amount = Requirements.Amount, Asset = Requirements.Asset,
            PayTo = Requirements.PayTo, MaxTimeoutSeconds = Requirements.MaxTimeoutSeconds, Extra = Requirements.Extra,
        },
    };

    /// <summary>The payment as v1 has it.</summary>
    public PaymentPayload BuildV1() => new()
    {
        X402Version = 1, Scheme = Requirements.Scheme, Network = NetworkNames.ToName(Network ?? Requirements.Network), Payload = Signed(),
    };

    /// <summary>Value of the header <c>PAYMENT-SIGNATURE</c>.</summary>
    public string Header() => PaymentHeaderCodec.Encode(Build());

    /// <summary>Value of the header <c>X-PAYMENT</c>.</summary>
    public string HeaderV1() => PaymentHeaderCodec.Encode(BuildV1());

    private JsonElement Signed()
    {
        var from = From ?? Signer.Address;
        var to = To ?? Address.Parse(Requirements.PayTo);
        var value = Value ?? UInt256.Parse(Requirements.Amount);
        var validBefore = ValidBefore ?? (ulong)(Now.ToUnixTimeSeconds() + Requirements.MaxTimeoutSeconds);
        var digest = TokenDomain.Digest(Separator(), [
            .. FiatToken.TransferTypeHash.Span, .. AbiOutput.Address(from), .. AbiOutput.Address(to), .. AbiOutput.Uint(value),
            .. AbiOutput.Uint(ValidAfter), .. AbiOutput.Uint(validBefore), .. Nonce.Span]);
        Authorization authorization = new()
        {
            From = from.ToString(), To = to.ToString(), Value = value.ToString(), ValidAfter = ValidAfter.ToString(),
            ValidBefore = validBefore.ToString(), Nonce = Nonce.ToString(),
        };
        Payload payload = new() { Signature = Hex.Encode(Sign(digest)), Authorization = authorization };
        return JsonSerializer.SerializeToElement(payload, X402Json.Wire.ExactEvmPayload);
    }

    private Bytes32 Separator()
    {
        var (network, contract) = (ChainId.Parse(Requirements.Network), Requirements.Asset);
        var (name, version) = (Requirements.GetExtra("name"), Requirements.GetExtra("version"));
        if (SignedAsset is { } asset)
            (network, contract, name, version) = (asset.Network, asset.Address, asset.Eip712Name, asset.Eip712Version);
        return TokenDomain.Separator(name ?? "", version ?? "", network.EvmChainId, Address.Parse(contract));
    }

    private byte[] Sign(Bytes32 digest)
    {
        var signature = new byte[EvmSignature.Size];
        signature[64] = (byte)(27 + Secp256k1.Sign(digest.Span, Signer.PrivateKeyBytes, signature.AsSpan(0, 64)));
        return Spoil is null ? signature : Spoil(signature);
    }
}
