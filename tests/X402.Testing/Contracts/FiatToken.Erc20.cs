using X402.Evm;
using X402.Testing.Ledger;

namespace X402.Testing.Contracts;

internal sealed partial class FiatToken
{
    private byte[] Transfer(Execution run, Address from, Address to, UInt256 value)
    {
        Require(!from.IsZero, "ERC20: transfer from the zero address");
        Require(!to.IsZero, "ERC20: transfer to the zero address");
        var token = Storage(run);
        Require(value <= token.BalanceOf(from), "ERC20: transfer amount exceeds balance");
        var balances = token.Balances.SetItem(from, token.BalanceOf(from) - value);
        Store(run, token with { Balances = balances.SetItem(to, balances.GetValueOrDefault(to) + value) });
        run.Emit(Address, AbiOutput.Uint(value), TransferTopic, Topic(from), Topic(to));
        return True;
    }

    private byte[] TransferFrom(Execution run, Address spender, Address from, Address to, UInt256 value)
    {
        var allowed = Storage(run).Allowances.GetValueOrDefault((from, spender));
        Require(value <= allowed, "ERC20: transfer amount exceeds allowance");
        Transfer(run, from, to, value);
        // This token spends an allowance of 2^256 - 1 too.
        var token = Storage(run);
        Store(run, token with { Allowances = token.Allowances.SetItem((from, spender), allowed - value) });
        return True;
    }

    private byte[] Approve(Execution run, Address owner, Address spender, UInt256 value)
    {
        Require(!owner.IsZero, "ERC20: approve from the zero address");
        Require(!spender.IsZero, "ERC20: approve to the zero address");
        var token = Storage(run);
        Store(run, token with { Allowances = token.Allowances.SetItem((owner, spender), value) });
        run.Emit(Address, AbiOutput.Uint(value), ApprovalTopic, Topic(owner), Topic(spender));
        return True;
    }

    private static void Require(bool condition, string reason)
    {
        if (!condition)
            throw new RevertException(reason);
    }
}
