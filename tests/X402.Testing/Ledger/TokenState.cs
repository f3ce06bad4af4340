using System.Collections.Immutable;
using X402.Evm;

namespace X402.Testing.Ledger;

/// <summary>The storage of a token.</summary>
internal sealed record TokenState
{
    public UInt256 TotalSupply { get; init; }

    public ImmutableDictionary<Address, UInt256> Balances { get; init; } = ImmutableDictionary<Address, UInt256>.Empty;

    public ImmutableDictionary<(Address Owner, Address Spender), UInt256> Allowances { get; init; } =
        ImmutableDictionary<(Address, Address), UInt256>.Empty;

    public ImmutableDictionary<Address, UInt256> PermitNonces { get; init; } = ImmutableDictionary<Address, UInt256>.Empty;

    public ImmutableHashSet<(Address Authorizer, Bytes32 Nonce)> UsedAuthorizations { get; init; } =
        ImmutableHashSet<(Address, Bytes32)>.Empty;

    public UInt256 BalanceOf(Address owner) => Balances.GetValueOrDefault(owner);

    public TokenState Mint(Address to, UInt256 value) =>
        this with { TotalSupply = TotalSupply + value, Balances = Balances.SetItem(to, BalanceOf(to) + value) };
}
