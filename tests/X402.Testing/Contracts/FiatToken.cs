using System.Collections.Frozen;
using X402.Evm;
using X402.Testing.Ledger;

namespace X402.Testing.Contracts;

/// <summary>A token with the rules and the revert texts of Circle's FiatTokenV2_2: EIP-20, EIP-712, EIP-2612, EIP-3009, EIP-1271.</summary>
internal sealed partial class FiatToken : NativeContract
{
    private static readonly Bytes32 TransferTopic = TokenDomain.Hash("Transfer(address,address,uint256)");
    private static readonly Bytes32 ApprovalTopic = TokenDomain.Hash("Approval(address,address,uint256)");
    private static readonly uint IsValidSignature = Abi.Selector("isValidSignature(bytes32,bytes)");
    private static readonly byte[] True = AbiOutput.Bool(true);

    private readonly string _name, _version, _symbol;
    private readonly byte _decimals;
    private readonly Bytes32 _domainSeparator;
    private readonly FrozenDictionary<uint, Function> _functions;

    public FiatToken(ulong chainId, Address address, string name, string version, string symbol, byte decimals)
        : base(address, "DevChain: token with the rules of FiatTokenV2_2")
    {
        (_name, _version, _symbol, _decimals) = (name, version, symbol, decimals);
        _domainSeparator = TokenDomain.Separator(name, version, chainId, address);
        _functions = new Dictionary<string, Function>
        {
            ["name()"] = (_, _, _) => AbiOutput.Text(_name),
            ["version()"] = (_, _, _) => AbiOutput.Text(_version),
            ["symbol()"] = (_, _, _) => AbiOutput.Text(_symbol),
            ["decimals()"] = (_, _, _) => AbiOutput.Uint(_decimals),
            ["totalSupply()"] = (run, _, _) => AbiOutput.Uint(Storage(run).TotalSupply),
            ["balanceOf(address)"] = (run, _, a) => AbiOutput.Uint(Storage(run).BalanceOf(a.Address(0))),
            ["allowance(address,address)"] = (run, _, a) => AbiOutput.Uint(Storage(run).Allowances.GetValueOrDefault((a.Address(0), a.Address(1)))),
            ["nonces(address)"] = (run, _, a) => AbiOutput.Uint(Storage(run).PermitNonces.GetValueOrDefault(a.Address(0))),
            ["authorizationState(address,bytes32)"] = (run, _, a) => AbiOutput.Bool(Storage(run).UsedAuthorizations.Contains((a.Address(0), a.Word32(1)))),
            ["DOMAIN_SEPARATOR()"] = (_, _, _) => _domainSeparator.Span.ToArray(),
            ["TRANSFER_WITH_AUTHORIZATION_TYPEHASH()"] = (_, _, _) => TransferTypeHash.Span.ToArray(),
            ["RECEIVE_WITH_AUTHORIZATION_TYPEHASH()"] = (_, _, _) => ReceiveTypeHash.Span.ToArray(),
            ["CANCEL_AUTHORIZATION_TYPEHASH()"] = (_, _, _) => CancelTypeHash.Span.ToArray(),
            ["PERMIT_TYPEHASH()"] = (_, _, _) => PermitTypeHash.Span.ToArray(),
            ["transfer(address,uint256)"] = (run, sender, a) => Transfer(run, sender, a.Address(0), a.Uint(1)),
            ["transferFrom(address,address,uint256)"] = (run, sender, a) => TransferFrom(run, sender, a.Address(0), a.Address(1), a.Uint(2)),
            ["approve(address,uint256)"] = (run, sender, a) => Approve(run, sender, a.Address(0), a.Uint(1)),
            ["transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)"] =
                (run, _, a) => UseAuthorization(run, TransferTypeHash, a, Joined(a, 6)),
            ["transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)"] =
                (run, _, a) => UseAuthorization(run, TransferTypeHash, a, a.Bytes(6)),
            ["receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)"] =
                (run, sender, a) => Receive(run, sender, a, Joined(a, 6)),
            ["receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)"] =
                (run, sender, a) => Receive(run, sender, a, a.Bytes(6)),
            ["cancelAuthorization(address,bytes32,uint8,bytes32,bytes32)"] = (run, _, a) => Cancel(run, a, Joined(a, 2)),
            ["cancelAuthorization(address,bytes32,bytes)"] = (run, _, a) => Cancel(run, a, a.Bytes(2)),
            ["permit(address,address,uint256,uint256,uint8,bytes32,bytes32)"] = (run, _, a) => Permit(run, a, Joined(a, 4)),
            ["permit(address,address,uint256,uint256,bytes)"] = (run, _, a) => Permit(run, a, a.Bytes(4)),
        }.ToFrozenDictionary(pair => Abi.Selector(pair.Key), pair => pair.Value);
    }

    private delegate byte[] Function(Execution run, Address sender, AbiInput arguments);

    public override byte[] Call(Execution run, Address sender, ReadOnlySpan<byte> data) =>
        AbiInput.TryRead(data, out var selector, out var arguments) && _functions.TryGetValue(selector, out var function)
            ? function(run, sender, arguments)
            : throw new RevertException();

    private TokenState Storage(Execution run) => run.State.Token(Address);

    private void Store(Execution run, TokenState token)
    {
        run.UseGas(22_000);
        run.State = run.State.With(Address, token);
    }

    private static Bytes32 Topic(Address address) => new(AbiOutput.Address(address));

    /// <summary>v, r and s from this index on, as r ‖ s ‖ v.</summary>
    private static byte[] Joined(AbiInput arguments, int v) =>
        [.. arguments.Word32(v + 1).Span, .. arguments.Word32(v + 2).Span, arguments.Uint8(v)];

    private void RequireSignature(Execution run, Address signer, ReadOnlySpan<byte> structure, ReadOnlySpan<byte> signature, string refusal)
    {
        run.UseGas(6_000);
        var digest = TokenDomain.Digest(_domainSeparator, structure);
        if (run.HasCode(signer) ? !Asked(run, signer, digest, signature) : Recovered(digest, signature) != signer)
            throw new RevertException(refusal);
    }

    private static Address Recovered(Bytes32 digest, ReadOnlySpan<byte> signature) =>
        EcRecover.TryRecover(digest, signature, out var signer, out var reason) ? signer : throw new RevertException(reason!);

    private bool Asked(Execution run, Address wallet, Bytes32 digest, ReadOnlySpan<byte> signature)
    {
        var question = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(question, IsValidSignature);
        try
        {
            var answer = run.Call(Address, wallet, [.. question, .. digest.Span, .. AbiOutput.Uint(64UL), .. AbiOutput.Bytes(signature)]);
            return answer.Length >= 32 && answer.AsSpan(0, 4).SequenceEqual(question) && !answer.AsSpan(4, 28).ContainsAnyExcept((byte)0);
        }
        catch (RevertException)
        {
            return false; // a staticcall that reverts is an answer: not this wallet's signature
        }
    }
}
