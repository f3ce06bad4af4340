using X402.Cryptography;
using X402.Evm;
using X402.Testing.Contracts;

namespace X402.Testing.Tests;

/// <summary>An EIP-3009 authorization for the token, valid as it is made; tests spoil one thing of it.</summary>
internal sealed record SignedCall
{
    private const string AuthorizationFields = "(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)";

    public required DevChain Chain { get; init; }

    public string Function { get; init; } = "transferWithAuthorization";

    public DevAccount Signer { get; init; } = DevAccounts.Buyer;

    public Address From { get; init; } = DevAccounts.Buyer.Address;

    public Address To { get; init; } = DevAccounts.Seller.Address;

    public UInt256 Value { get; init; } = 10_000;

    public UInt256 ValidAfter { get; init; }

    public UInt256 ValidBefore { get; init; } = UInt256.MaxValue;

    public byte Nonce { get; init; } = 7;

    public Bytes32 NonceWord => new(Node.Word((ulong)Nonce));

    /// <summary>Calldata of the overload with v, r and s.</summary>
    public byte[] Split()
    {
        var signature = Sign();
        return Node.Calldata(
            $"{Function}(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)",
            [.. Words(), Node.Word((ulong)signature[64]), signature[..32], signature[32..64]]);
    }

    /// <summary>Calldata of the overload with <c>bytes signature</c>.</summary>
    public byte[] Whole(byte[]? signature = null) => Node.Calldata(
        $"{Function}(address,address,uint256,uint256,uint256,bytes32,bytes)", [.. Words(), Node.Word(224UL), AbiOutput.Bytes(signature ?? Sign())]);

    public byte[] Sign()
    {
        var type = char.ToUpperInvariant(Function[0]) + Function[1..] + AuthorizationFields;
        return Sign(Chain, Signer, type, Words());
    }

    /// <summary>r ‖ s ‖ v over EIP-712 data whose members are all of one word.</summary>
    public static byte[] Sign(DevChain chain, DevAccount signer, string type, params byte[][] words)
    {
        byte[] separator = Keccak256.HashData([
            .. Hash("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"), .. Hash(chain.Asset.Eip712Name!),
            .. Hash(chain.Asset.Eip712Version!), .. Node.Word(chain.ChainId), .. Node.Word(chain.Usdc)]);
        byte[] digest = Keccak256.HashData([0x19, 0x01, .. separator, .. Keccak256.HashData([.. Hash(type), .. words.SelectMany(word => word)])]);
        var signature = new byte[65];
        signature[64] = (byte)(27 + Secp256k1.Sign(digest, signer.PrivateKeyBytes, signature.AsSpan(0, 64)));
        return signature;
    }

    private byte[][] Words() =>
        [Node.Word(From), Node.Word(To), Node.Word(Value), Node.Word(ValidAfter), Node.Word(ValidBefore), Node.Word((ulong)Nonce)];

    private static byte[] Hash(string text) => Keccak256.HashData(System.Text.Encoding.UTF8.GetBytes(text));
}
