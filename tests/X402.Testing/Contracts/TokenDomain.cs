using System.Text;
using X402.Cryptography;
using X402.Evm;

namespace X402.Testing.Contracts;

/// <summary>EIP-712 as a token has it, on its own: what the library signs is judged by other code than what made it.</summary>
internal static class TokenDomain
{
    public static Bytes32 Hash(string text) => new(Keccak256.HashData(Encoding.UTF8.GetBytes(text)));

    public static Bytes32 Separator(string name, string version, ulong chainId, Address contract) => new(Keccak256.HashData([
        .. Hash("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)").Span,
        .. Hash(name).Span, .. Hash(version).Span, .. AbiOutput.Uint(chainId), .. AbiOutput.Address(contract)]));

    /// <summary>The digest of a structure: its type hash and members, each one word.</summary>
    public static Bytes32 Digest(Bytes32 domainSeparator, ReadOnlySpan<byte> structure) =>
        new(Keccak256.HashData([0x19, 0x01, .. domainSeparator.Span, .. Keccak256.HashData(structure)]));
}
