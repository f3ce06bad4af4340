using X402.Evm;

namespace X402.Schemes.ExactEvm;

/// <summary>
/// The call that moves a payment's money: of the token; or, for a wallet that is not deployed yet, of Multicall3, which runs the factory's
/// call and the transfer, both or neither.
/// </summary>
/// <param name="To">The called contract.</param>
/// <param name="Data">The calldata.</param>
public readonly record struct TransferCall(Address To, ReadOnlyMemory<byte> Data)
{
    internal static TransferCall Of(Address asset, in TransferAuthorization authorization, ReadOnlySpan<byte> signature, bool undeployed)
    {
        var transfer = Eip3009.TransferWithAuthorization(authorization, signature);
        return undeployed && Erc6492.TryUnwrap(signature, out var factory, out var factoryCall, out _)
            ? new(Multicall3.Contract, Multicall3.TryAggregate(true, [(factory, factoryCall.ToArray()), (asset, transfer)]))
            : new(asset, transfer);
    }
}
