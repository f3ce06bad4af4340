using X402.Evm;
using X402.Protocol;

namespace X402.Schemes.ExactEvm;

/// <summary>A payment under examination, with what the checks need of it as values. The money's terms come from the requirements only.</summary>
internal sealed class Examined
{
    private Examined(FacilitatorRequest request, ReceivedPayload received, DateTimeOffset now)
    {
        Payment = request.PaymentPayload;
        Requirements = request.PaymentRequirements;
        Authorization = received.Authorization;
        Signature = received.Signature;
        Payer = received.Payer;
        Now = now.ToUnixTimeSeconds();
        Name = Extra("name");
        Version = Extra("version");
        HasChain = ChainId.TryParse(Requirements.Network, out var chain) && chain.IsEvm;
        Chain = chain;
        HasAsset = Address.TryParse(Requirements.Asset, out var asset);
        Asset = asset;
        Digest = Eip3009.Digest(Authorization, new(Name, Version, Chain.EvmChainId, Asset));
    }

    public PaymentPayload Payment { get; }

    public PaymentRequirements Requirements { get; }

    public TransferAuthorization Authorization { get; }

    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary><c>authorization.from</c> as it came.</summary>
    public string Payer { get; }

    /// <summary>Unix seconds.</summary>
    public long Now { get; }

    public bool IsV1 => Payment.X402Version == 1;

    public string? Name { get; }

    public string? Version { get; }

    public bool HasChain { get; }

    public ChainId Chain { get; }

    public bool HasAsset { get; }

    public Address Asset { get; }

    /// <summary>What the payer must have signed; without meaning before the checks of the offer have passed.</summary>
    public Bytes32 Digest { get; }

    public static PaymentError? TryRead(FacilitatorRequest request, DateTimeOffset now, out Examined? examined)
    {
        ArgumentNullException.ThrowIfNull(request);
        examined = null;
        if (request.PaymentPayload.X402Version is not (1 or 2))
            return new(ErrorCodes.InvalidX402Version, "x402Version", "1 or 2", $"{request.PaymentPayload.X402Version}");
        if (ReceivedPayload.Read(request.PaymentPayload, out var received) is { } error)
            return error;
        examined = new(request, received!, now);
        return null;
    }

    private string? Extra(string name) => Requirements.Extra is { } extra ? ReceivedPayload.Text(extra, name) : null;
}
