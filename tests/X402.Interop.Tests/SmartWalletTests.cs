using System.Security.Cryptography;

namespace X402.Interop.Tests;

/// <summary>
/// Payers that are contracts, with the reference client, our server and our facilitator on anvil: ERC-1271, ERC-6492 and EIP-7702. Judged by
/// what the chain says of tokens and of code.
/// </summary>
public sealed class SmartWalletTests(AnvilFixture anvil)
{
    private const int Price = 1000;
    private const int Funds = 1_000_000;
    private const string NoCode = "0x";

    private readonly string payee = AnvilFixture.NewPayee();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deployed_wallet_pays()
    {
        var wallet = await DeployedWalletAsync(anvil.Account("walletOwner"));

        await PayAsync(anvil.Key("walletOwner"), wallet);

        await AssertPaidAsync(wallet, Price);
    }

    [Fact]
    public async Task A_deployed_wallet_refuses_the_signature_of_a_stranger()
    {
        var wallet = await DeployedWalletAsync(anvil.Account("walletOwner"));

        var reason = await RefusedAsync(anvil.Key("buyer"), wallet);

        Assert.Equal("invalid_exact_evm_signature", reason);
        await AssertPaidAsync(wallet, 0);
    }

    [Fact]
    public async Task An_undeployed_wallet_of_an_allowed_factory_is_deployed_by_its_first_payment_and_pays_on_with_the_same_wrapper()
    {
        var (wallet, creation) = await WalletToBeAsync(anvil.Account("walletOwner"));
        Assert.Equal(NoCode, await anvil.Rpc.CodeAsync(wallet, Cancellation));

        await PayAsync(anvil.Key("walletOwner"), wallet, 2, creation, anvil.Address("walletFactory"));

        await AssertPaidAsync(wallet, 2 * Price);
        // Its owner is in its code, so the code is that of the other wallet of this owner.
        Assert.Equal(await anvil.Rpc.CodeAsync(anvil.Address("wallet"), Cancellation), await anvil.Rpc.CodeAsync(wallet, Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x4021000000000000000000000000000000000009")]
    public async Task An_undeployed_wallet_of_a_foreign_factory_is_refused_and_stays_undeployed(string allowed)
    {
        var (wallet, creation) = await WalletToBeAsync(anvil.Account("walletOwner"));

        var reason = await RefusedAsync(anvil.Key("walletOwner"), wallet, creation, allowed);

        Assert.Equal("eip6492_factory_not_allowed", reason);
        await AssertPaidAsync(wallet, 0);
        Assert.Equal(NoCode, await anvil.Rpc.CodeAsync(wallet, Cancellation));
    }

    [Fact]
    public async Task An_undeployed_wallet_s_payment_that_its_owner_did_not_sign_is_refused_before_anything_is_deployed()
    {
        var (wallet, creation) = await WalletToBeAsync(anvil.Account("walletOwner"));

        await RefusedAsync(anvil.Key("buyer"), wallet, creation, anvil.Address("walletFactory"));

        await AssertPaidAsync(wallet, 0);
        Assert.Equal(NoCode, await anvil.Rpc.CodeAsync(wallet, Cancellation));
    }

    [Fact]
    public async Task A_delegated_account_whose_code_accepts_its_key_pays()
    {
        var (key, account) = FreshAccount();
        await DelegateAsync(key, account, await DeployedWalletAsync(account));

        await PayAsync(key, account);

        await AssertPaidAsync(account, Price);
    }

    [Fact]
    public async Task A_delegated_account_whose_code_refuses_its_key_is_refused()
    {
        var (key, account) = FreshAccount();
        await DelegateAsync(key, account, anvil.Address("wallet"));

        var reason = await RefusedAsync(key, account);

        Assert.Equal("invalid_exact_evm_signature", reason);
        await AssertPaidAsync(account, 0);
    }

    [Fact]
    public async Task A_delegated_account_pays_with_the_signature_of_another_key_that_its_code_accepts()
    {
        var (key, account) = FreshAccount();
        await DelegateAsync(key, account, anvil.Address("wallet"));

        await PayAsync(anvil.Key("walletOwner"), account);

        await AssertPaidAsync(account, Price);
    }

    private static (string Key, string Account) FreshAccount()
    {
        var key = $"0x{RandomNumberGenerator.GetHexString(64, lowercase: true)}";
        return (key, EvmSigner.FromPrivateKey(key).Address.ToString());
    }

    private async Task AssertPaidAsync(string payer, int amount)
    {
        Assert.Equal(amount, await anvil.BalanceOfAsync(payee));
        Assert.Equal(Funds - amount, await anvil.BalanceOfAsync(payer));
    }

    private async Task PayAsync(string key, string payer, int count = 1, string? creation = null, params string[] allowedFactories) =>
        (await RunAsync(key, payer, count, 200, creation, allowedFactories)).MustSucceed();

    private async Task<string?> RefusedAsync(string key, string payer, string? creation = null, params string[] allowedFactories)
    {
        var run = await RunAsync(key, payer, 1, 402, creation, allowedFactories);
        run.MustSucceed();
        return run.Lines[0].GetProperty("required").GetProperty("error").GetString();
    }

    private async Task<PeerRun> RunAsync(string key, string payer, int count, int expected, string? creation, string[] allowedFactories)
    {
        await using var facilitator = await anvil.OurFacilitatorAsync(allowedFactories);
        await using var server = await anvil.OurServerAsync(facilitator.Url, payee);
        string[] wrapper = creation is null ? [] : ["--factory", anvil.Address("walletFactory"), "--factory-data", creation];
        return await AnvilFixture.ReferenceClientAsync(
            server.Url + "/exact/evm/eip3009", count, ["--key", key, "--wallet", payer, "--expect", $"{expected}", .. wrapper]);
    }

    private async Task DelegateAsync(string key, string account, string contract)
    {
        (await PeerProcess.RunAsync("delegate.mjs", ["--rpc", anvil.RpcUrl, "--key", key, "--to", contract], Cancellation)).MustSucceed();
        Assert.Equal($"0xef0100{contract[2..]}", await anvil.Rpc.CodeAsync(account, Cancellation), ignoreCase: true);
        await FundAsync(account);
    }

    private async Task<string> DeployedWalletAsync(string owner)
    {
        var (wallet, creation) = await WalletToBeAsync(owner);
        await anvil.Rpc.SendAsync(anvil.Account("walletOwner"), anvil.Address("walletFactory"), creation, Cancellation);
        return wallet;
    }

    /// <summary>A funded wallet of its own for each test, not deployed yet, and the factory's call that deploys it.</summary>
    private async Task<(string Wallet, string Creation)> WalletToBeAsync(string owner)
    {
        var selector = anvil.Chain.Ready.GetProperty("undeployedWalletData").GetString()![..10];
        var creation = selector + owner[2..].PadLeft(64, '0') + RandomNumberGenerator.GetHexString(64);
        var word = await anvil.Rpc.ReadAsync(anvil.Address("walletFactory"), creation, Cancellation);
        var wallet = $"0x{word[^40..]}";
        await FundAsync(wallet);
        return (wallet, creation);
    }

    private Task FundAsync(string holder) => anvil.Rpc.SendAsync(
        anvil.Account("walletOwner"), anvil.Token, $"0x40c10f19{holder[2..].PadLeft(64, '0')}{Funds:x64}", Cancellation); // mint(address,uint256)
}
