using X402.Evm;
using X402.Testing.Ledger;

namespace X402.Testing.Contracts;

/// <summary>EIP-3009 and EIP-2612.</summary>
internal sealed partial class FiatToken
{
    internal static readonly Bytes32 TransferTypeHash = TokenDomain.Hash(
        "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)");
    private static readonly Bytes32 ReceiveTypeHash = TokenDomain.Hash(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)");
    private static readonly Bytes32 CancelTypeHash = TokenDomain.Hash("CancelAuthorization(address authorizer,bytes32 nonce)");
    private static readonly Bytes32 PermitTypeHash = TokenDomain.Hash(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
    private static readonly Bytes32 AuthorizationUsedTopic = TokenDomain.Hash("AuthorizationUsed(address,bytes32)");
    private static readonly Bytes32 AuthorizationCanceledTopic = TokenDomain.Hash("AuthorizationCanceled(address,bytes32)");

    private byte[] UseAuthorization(Execution run, Bytes32 typeHash, AbiInput a, ReadOnlySpan<byte> signature)
    {
        var (from, to, value, nonce) = (a.Address(0), a.Address(1), a.Uint(2), a.Word32(5));
        Require(run.Timestamp > a.Uint(3), "FiatTokenV2: authorization is not yet valid");
        Require(run.Timestamp < a.Uint(4), "FiatTokenV2: authorization is expired");
        RequireUnused(run, from, nonce);
        RequireSignature(
            run, from, [.. typeHash.Span, .. AbiOutput.Address(from), .. AbiOutput.Address(to), .. AbiOutput.Uint(value),
                .. AbiOutput.Uint(a.Uint(3)), .. AbiOutput.Uint(a.Uint(4)), .. nonce.Span],
            signature, "FiatTokenV2: invalid signature");
        Mark(run, from, nonce, AuthorizationUsedTopic);
        Transfer(run, from, to, value);
        return [];
    }

    private byte[] Receive(Execution run, Address sender, AbiInput a, ReadOnlySpan<byte> signature)
    {
        Require(a.Address(1) == sender, "FiatTokenV2: caller must be the payee");
        return UseAuthorization(run, ReceiveTypeHash, a, signature);
    }

    private byte[] Cancel(Execution run, AbiInput a, ReadOnlySpan<byte> signature)
    {
        var (authorizer, nonce) = (a.Address(0), a.Word32(1));
        RequireUnused(run, authorizer, nonce);
        RequireSignature(
            run, authorizer, [.. CancelTypeHash.Span, .. AbiOutput.Address(authorizer), .. nonce.Span], signature,
            "FiatTokenV2: invalid signature");
        Mark(run, authorizer, nonce, AuthorizationCanceledTopic);
        return [];
    }

    private byte[] Permit(Execution run, AbiInput a, ReadOnlySpan<byte> signature)
    {
        var (owner, spender, value, deadline) = (a.Address(0), a.Address(1), a.Uint(2), a.Uint(3));
        Require(deadline >= run.Timestamp, "FiatTokenV2: permit is expired");
        var token = Storage(run);
        var nonce = token.PermitNonces.GetValueOrDefault(owner);
        Store(run, token with { PermitNonces = token.PermitNonces.SetItem(owner, nonce + 1) });
        RequireSignature(
            run, owner, [.. PermitTypeHash.Span, .. AbiOutput.Address(owner), .. AbiOutput.Address(spender), .. AbiOutput.Uint(value),
                .. AbiOutput.Uint(nonce), .. AbiOutput.Uint(deadline)],
            signature, "EIP2612: invalid signature");
        Approve(run, owner, spender, value);
        return [];
    }

    private void RequireUnused(Execution run, Address authorizer, Bytes32 nonce) =>
        Require(!Storage(run).UsedAuthorizations.Contains((authorizer, nonce)), "FiatTokenV2: authorization is used or canceled");

    private void Mark(Execution run, Address authorizer, Bytes32 nonce, Bytes32 topic)
    {
        var token = Storage(run);
        Store(run, token with { UsedAuthorizations = token.UsedAuthorizations.Add((authorizer, nonce)) });
        run.Emit(Address, [], topic, Topic(authorizer), nonce);
    }
}
