using System.Security.Cryptography;
using System.Text.Json;
using X402.Evm;
using X402.Protocol;

namespace X402.Schemes.ExactEvm;

/// <summary>The buyer's side of <c>exact</c> on EVM chains: signs EIP-3009 authorizations.</summary>
public sealed class Signer : IPaymentSigner
{
    // v1 peers expect a lower bound in the past that forgives clocks; v2 peers expect 0.
    private const long V1BackdateSeconds = 600;

    private readonly EvmSigner _account;
    private readonly Action<Span<byte>> _fillRandom;

    /// <summary>Signs with this account; nonces come from the system's generator.</summary>
    public Signer(EvmSigner account) : this(account, RandomNumberGenerator.Fill)
    {
    }

    internal Signer(EvmSigner account, Action<Span<byte>> fillRandom)
    {
        ArgumentNullException.ThrowIfNull(account);
        (_account, _fillRandom) = (account, fillRandom);
    }

    /// <inheritdoc/>
    public bool CanSign(PaymentRequirements requirements)
    {
        ArgumentNullException.ThrowIfNull(requirements);
        return requirements.Scheme == ExactEvmScheme.Name
            && ChainId.TryParse(requirements.Network, out var network) && network.IsEvm
            && Extra(requirements, "assetTransferMethod") is null or ExactEvmScheme.Eip3009Method
            && Address.TryParse(requirements.Asset, out _) && Address.TryParse(requirements.PayTo, out _)
            && UInt256.TryParse(requirements.Amount, out _);
    }

    /// <summary>
    /// Signs with the domain of <see cref="SignPaymentRequest.Asset"/>: <c>value</c> is the amount, <c>validBefore</c> is
    /// <see cref="SignPaymentRequest.Now"/> and the lifetime, the nonce is 32 random bytes.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The requirements cannot be signed here (<see cref="CanSign"/>), or contradict the asset: another chain, contract, name or version.
    /// </exception>
    public async ValueTask<SignedPayment> SignAsync(SignPaymentRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (requirements, asset) = (request.Requirements, request.Asset);
        if (!CanSign(requirements))
            throw new ArgumentException("These requirements are not of exact with EIP-3009 on an EVM chain.", nameof(request));
        if (request.Lifetime < TimeSpan.FromSeconds(1))
            throw new ArgumentException("A payment must live a second or more.", nameof(request));
        var contract = Contradiction(requirements, asset, out var problem);
        if (problem is not null)
            throw new ArgumentException(problem, nameof(request));

        var nonce = new byte[Bytes32.Size];
        _fillRandom(nonce);
        var now = request.Now.ToUnixTimeSeconds();
        var validAfter = request.X402Version == 1 ? Math.Max(0, now - V1BackdateSeconds) : 0;
        var authorization = new TransferAuthorization(
            _account.Address, Address.Parse(requirements.PayTo), UInt256.Parse(requirements.Amount), (ulong)validAfter,
            (ulong)(now + (long)request.Lifetime.TotalSeconds), new(nonce));
        var domain = new Eip712Domain(asset.Eip712Name, asset.Eip712Version, asset.Network.EvmChainId, contract);
        var signature = await _account.SignAsync(Eip3009.Digest(authorization, domain), cancellationToken).ConfigureAwait(false);
        return new(
            JsonSerializer.SerializeToElement(Write(authorization, signature), X402Json.Wire.ExactEvmPayload),
            ExactEvmScheme.Identity(authorization, requirements.Network, contract));
    }

    // The offer's words are only compared with our table's: signing under a name of the server's choosing would pay another token.
    private static Address Contradiction(PaymentRequirements requirements, Asset asset, out string? problem)
    {
        problem = null;
        if (asset.Network.ToString() != requirements.Network)
            problem = $"The offer is for {requirements.Network}, the asset is on {asset.Network}.";
        if (!asset.TryGetEvmAddress(out var contract) || contract != Address.Parse(requirements.Asset))
            problem = $"The offer is in {requirements.Asset}, the asset is {asset.Address}.";
        if (asset.Eip712Name is null || asset.Eip712Version is null || asset.TransferMethod != ExactEvmScheme.Eip3009Method)
            problem = $"{asset.Symbol} on {asset.Network} cannot be paid with EIP-3009.";
        foreach (var (member, ours) in new[] { ("name", asset.Eip712Name), ("version", asset.Eip712Version) })
        {
            if (Extra(requirements, member) is { } theirs && theirs != ours)
                problem = $"The offer's extra.{member} is not the one of {asset.Symbol} on {asset.Network}, '{ours}'.";
        }
        return contract;
    }

    private static Payload Write(in TransferAuthorization authorization, EvmSignature signature) => new()
    {
        Signature = signature.ToString(),
        Authorization = new()
        {
            From = authorization.From.ToString(),
            To = authorization.To.ToString(),
            Value = authorization.Value.ToString(),
            ValidAfter = authorization.ValidAfter.ToString(),
            ValidBefore = authorization.ValidBefore.ToString(),
            Nonce = authorization.Nonce.ToString(),
        },
    };

    private static string? Extra(PaymentRequirements requirements, string name) =>
        requirements.Extra is { } extra ? ReceivedPayload.Text(extra, name) : null;
}
