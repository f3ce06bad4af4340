using X402.Cryptography;

namespace X402.Evm;

/// <summary>EIP-3009, transfer with authorization: digests to sign, and calls of the token.</summary>
public static class Eip3009
{
    /// <summary>Selector of <c>transferWithAuthorization</c> with v, r and s.</summary>
    public const uint TransferSelector = 0xE3EE160E;

    /// <summary>Selector of <c>transferWithAuthorization</c> with a signature as <c>bytes</c> (smart wallets).</summary>
    public const uint TransferBytesSelector = 0xCF092995;

    /// <summary>Selector of <c>receiveWithAuthorization</c> with v, r and s.</summary>
    public const uint ReceiveSelector = 0xEF55BEC6;

    /// <summary>Selector of <c>receiveWithAuthorization</c> with a signature as <c>bytes</c>.</summary>
    public const uint ReceiveBytesSelector = 0x88B7AB63;

    /// <summary>Selector of <c>authorizationState(address,bytes32)</c>.</summary>
    public const uint AuthorizationStateSelector = 0xE94A0102;

    /// <summary>The EIP-712 type hash of <c>TransferWithAuthorization</c>.</summary>
    public static Bytes32 TransferTypeHash { get; } = TypeHash("TransferWithAuthorization");

    /// <summary>The EIP-712 type hash of <c>ReceiveWithAuthorization</c>.</summary>
    public static Bytes32 ReceiveTypeHash { get; } = TypeHash("ReceiveWithAuthorization");

    /// <summary>Topic 0 of ERC-20's <c>Transfer(address,address,uint256)</c>.</summary>
    public static Bytes32 TransferTopic { get; } = Abi.Topic("Transfer(address,address,uint256)");

    /// <summary>What the payer signs for <c>transferWithAuthorization</c>. Allocates nothing when the domain's separator is remembered.</summary>
    public static Bytes32 Digest(in TransferAuthorization authorization, in Eip712Domain domain) =>
        domain.Digest(StructHash(authorization, TransferTypeHash));

    /// <summary>What the payer signs for <c>receiveWithAuthorization</c>, which only the receiver may send.</summary>
    public static Bytes32 ReceiveDigest(in TransferAuthorization authorization, in Eip712Domain domain) =>
        domain.Digest(StructHash(authorization, ReceiveTypeHash));

    /// <summary>The EIP-712 struct hash under one of the two type hashes.</summary>
    public static Bytes32 StructHash(in TransferAuthorization authorization, Bytes32 typeHash)
    {
        Span<byte> words = stackalloc byte[7 * Abi.WordSize];
        words.Clear();
        typeHash.Span.CopyTo(words);
        authorization.From.Span.CopyTo(words[(32 + 12)..]);
        authorization.To.Span.CopyTo(words[(64 + 12)..]);
        authorization.Value.WriteBigEndian(words[96..]);
        authorization.ValidAfter.WriteBigEndian(words[128..]);
        authorization.ValidBefore.WriteBigEndian(words[160..]);
        authorization.Nonce.Span.CopyTo(words[192..]);
        Span<byte> hash = stackalloc byte[Keccak256.HashSize];
        Keccak256.HashData(words, hash);
        return new(hash);
    }

    /// <summary>
    /// Calldata of <c>transferWithAuthorization</c>: 65 bytes of signature take the overload with v, r and s (a v of 0 or 1 is written as 27
    /// or 28, which tokens demand), any other length the one with <c>bytes</c>. An ERC-6492 wrapper is taken off first.
    /// </summary>
    public static byte[] TransferWithAuthorization(in TransferAuthorization authorization, ReadOnlySpan<byte> signature) =>
        Call(TransferSelector, TransferBytesSelector, authorization, signature);

    /// <summary>The same with the authorization's members one by one.</summary>
    public static byte[] TransferWithAuthorization(
        Address from, Address to, UInt256 value, UInt256 validAfter, UInt256 validBefore, Bytes32 nonce, ReadOnlySpan<byte> signature) =>
        TransferWithAuthorization(new(from, to, value, validAfter, validBefore, nonce), signature);

    /// <summary>Calldata of <c>receiveWithAuthorization</c>; the overloads as in <see cref="TransferWithAuthorization(in TransferAuthorization, ReadOnlySpan{byte})"/>.</summary>
    public static byte[] ReceiveWithAuthorization(in TransferAuthorization authorization, ReadOnlySpan<byte> signature) =>
        Call(ReceiveSelector, ReceiveBytesSelector, authorization, signature);

    /// <summary>Calldata of <c>authorizationState</c>, which returns true when the nonce was used or cancelled.</summary>
    public static byte[] AuthorizationState(Address authorizer, Bytes32 nonce) =>
        new AbiWriter(AuthorizationStateSelector).Add(authorizer).Add(nonce).ToArray();

    private static byte[] Call(uint selector, uint bytesSelector, in TransferAuthorization a, ReadOnlySpan<byte> signature)
    {
        if (Erc6492.TryUnwrap(signature, out _, out _, out var inner))
            signature = inner;
        var plain = signature.Length == EvmSignature.Size;
        var call = new AbiWriter(plain ? selector : bytesSelector)
            .Add(a.From).Add(a.To).Add(a.Value).Add(a.ValidAfter).Add(a.ValidBefore).Add(a.Nonce);
        if (!plain)
            return call.AddBytes(signature).ToArray();
        var v = signature[64] < 2 ? signature[64] + 27u : signature[64];
        return call.Add(UInt256.FromUInt64(v)).Add(new Bytes32(signature[..32])).Add(new Bytes32(signature[32..64])).ToArray();
    }

    private static Bytes32 TypeHash(string name) =>
        Abi.Topic($"{name}(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)");
}
