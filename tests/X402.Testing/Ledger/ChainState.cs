using System.Collections.Immutable;
using X402.Evm;

namespace X402.Testing.Ledger;

/// <summary>Everything after a block. Immutable, so that a call or a reverted transaction leaves no trace, and old blocks can be asked.</summary>
internal sealed record ChainState
{
    public ImmutableDictionary<Address, AccountState> Accounts { get; init; } = ImmutableDictionary<Address, AccountState>.Empty;

    public ImmutableDictionary<Address, TokenState> Tokens { get; init; } = ImmutableDictionary<Address, TokenState>.Empty;

    public AccountState Account(Address address) => Accounts.GetValueOrDefault(address);

    public TokenState Token(Address address) => Tokens.GetValueOrDefault(address) ?? new TokenState();

    public ChainState With(Address address, AccountState account) => this with { Accounts = Accounts.SetItem(address, account) };

    public ChainState With(Address address, TokenState token) => this with { Tokens = Tokens.SetItem(address, token) };
}
