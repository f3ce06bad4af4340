using X402.Evm;
using X402.Protocol;

namespace X402.Testing;

/// <summary>Payments for tests of a server or a facilitator.</summary>
public static class Payments
{
    private const int ExpiryMarginSeconds = 6;

    /// <summary>A payment that everybody must take, from <see cref="DevAccounts.Buyer"/>.</summary>
    public static PaymentPayload Valid(PaymentRequirements requirements, DateTimeOffset now) => new PaymentBuilder(requirements) { Now = now }.Build();

    /// <summary>
    /// One payment for each thing that a verifier must find without asking a chain: right in everything else, and signed as it stands. The
    /// requirements must be for the scheme <c>exact</c> with a token that has an EIP-712 domain.
    /// </summary>
    public static IReadOnlyList<BrokenPayment> Broken(PaymentRequirements requirements, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(requirements);
        PaymentBuilder good = new(requirements) { Now = now };
        var seconds = (ulong)now.ToUnixTimeSeconds();
        var amount = UInt256.Parse(requirements.Amount);
        var asset = new Asset(
            ChainId.Parse(requirements.Network), requirements.Asset, "", 0, requirements.GetExtra("name"), requirements.GetExtra("version"));
        var otherNetwork = ChainId.Evm(asset.Network.EvmChainId + 1);
        return
        [
            Broken("accepted for another network", ErrorCodes.ExactEvmNetworkMismatch, good with { Network = otherNetwork.ToString() }),
            Broken("paid to somebody else", ErrorCodes.ExactEvmRecipientMismatch, good with { To = DevAccounts.All[9].Address }),
            Broken("one unit too little", ErrorCodes.ExactEvmValueMismatch, good with { Value = amount - 1 }),
            Broken("one unit too much", ErrorCodes.ExactEvmValueMismatch, good with { Value = amount + 1 }),
            Broken("expires within the margin", ErrorCodes.ExactEvmValidBefore, good with { ValidBefore = seconds + ExpiryMarginSeconds - 1 }),
            Broken("not valid before the next second", ErrorCodes.ExactEvmValidAfter, good with { ValidAfter = seconds + 1 }),
            Signature("signed by another account", good with { Signer = DevAccounts.All[9], From = good.Signer.Address }),
            Signature("signed for another chain", good with { SignedAsset = asset with { Network = otherNetwork } }),
            Signature("signed for another contract", good with { SignedAsset = asset with { Address = DevAccounts.All[9].Address.ToString() } }),
            Signature("signed for another token name", good with { SignedAsset = asset with { Eip712Name = asset.Eip712Name + " " } }),
            Signature("signed for another token version", good with { SignedAsset = asset with { Eip712Version = asset.Eip712Version + "1" } }),
            Signature("signature with one bit wrong", good with { Spoil = bytes => [(byte)(bytes[0] ^ 1), .. bytes[1..]] }),
            Signature("signature with a high s", good with { Spoil = HighS }),
            Signature("signature with v of 29", good with { Spoil = bytes => [.. bytes[..64], 29] }),
            Signature("signature of 64 bytes", good with { Spoil = bytes => bytes[..64] }),
            Signature("signature of 66 bytes", good with { Spoil = bytes => [.. bytes, 0] }),
            Signature("signature of zeros", good with { Spoil = bytes => new byte[bytes.Length] }),
            Signature("signature that is empty", good with { Spoil = _ => [] }),
        ];
    }

    private static BrokenPayment Broken(string name, string code, PaymentBuilder payment) => new(name, payment.Build(), code);

    private static BrokenPayment Signature(string name, PaymentBuilder payment) => Broken(name, ErrorCodes.ExactEvmSignature, payment);

    /// <summary>The other signature of the same message: n − s and the other v. Valid to plain ECDSA, refused by USDC.</summary>
    private static byte[] HighS(byte[] signature)
    {
        var order = UInt256.FromBigEndian(Convert.FromHexString("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141"));
        byte[] other = [.. signature];
        (order - UInt256.FromBigEndian(signature.AsSpan(32, 32))).WriteBigEndian(other.AsSpan(32));
        other[64] = (byte)(27 + 28 - signature[64]);
        return other;
    }
}
