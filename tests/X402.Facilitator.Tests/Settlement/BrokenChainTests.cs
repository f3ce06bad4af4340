using X402.Testing;

namespace X402.Facilitator.Tests.Settlement;

public sealed class BrokenChainTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_receipt_in_time_is_pending_with_the_hash_and_asking_again_finds_it()
    {
        await using var here = await DevChainFacilitator.StartAsync(options => options.ReceiptTimeout = TimeSpan.FromMilliseconds(50));
        var payment = here.Pay();
        string transaction;
        using (here.Chain.HoldReceipts())
        {
            var pending = await here.Facilitator.SettleAsync(payment, Token);
            Assert.True(pending.IsPending, pending.ErrorReason);
            transaction = pending.Transaction;
        }

        var answer = await here.Facilitator.SettleAsync(payment, Token);

        Assert.Equal((true, transaction), (answer.Success, answer.Transaction));
        Assert.Equal((1, 10_000), (here.Broadcasts, here.Paid));
    }

    [Fact]
    public async Task Lost_answer_to_the_broadcast_is_not_a_failure()
    {
        await using var here = await DevChainFacilitator.StartAsync();
        here.Chain.DropNextResponse();

        var answer = await here.Facilitator.SettleAsync(here.Pay(), Token);

        Assert.True(answer.Success, answer.ErrorReason);
        Assert.Equal(10_000, here.Paid);
    }

    [Fact]
    public async Task Dry_gas_wallet_is_not_the_buyers_fault()
    {
        await using var here = await DevChainFacilitator.StartAsync();
        here.Chain.FailNext("eth_sendRawTransaction", "insufficient funds for gas * price + value: balance 0");

        var answer = await here.Facilitator.SettleAsync(here.Pay(), Token);

        Assert.Equal((ErrorCodes.ExactEvmRelayerInsufficientFunds, ""), (answer.ErrorReason, answer.Transaction));
    }

    [Fact]
    public async Task Refused_broadcast_gives_its_nonce_back_and_the_payment_too()
    {
        await using var here = await DevChainFacilitator.StartAsync();
        var payment = here.Pay();
        Assert.True((await here.Facilitator.SettleAsync(here.Pay(), Token)).Success);
        here.Chain.FailNext("eth_sendRawTransaction", "transaction underpriced for this pool");

        var refused = await here.Facilitator.SettleAsync(payment, Token);
        var answer = await here.Facilitator.SettleAsync(payment, Token);

        Assert.Equal(ErrorCodes.ExactEvmTransactionFailed, refused.ErrorReason);
        Assert.True(answer.Success, answer.ErrorReason);
    }

    [Fact]
    public async Task Two_processes_with_one_signer_find_the_next_nonce()
    {
        await using var here = await DevChainFacilitator.StartAsync();
        var other = here.Another();
        for (var i = 0; i < 4; i++)
        {
            Assert.True((await here.Facilitator.SettleAsync(here.Pay(), Token)).Success);
            Assert.True((await other.SettleAsync(here.Pay(), Token)).Success);
        }

        Assert.Equal(80_000, here.Paid);
    }

    [Fact]
    public async Task Gas_above_the_cap_is_refused_before_anything_is_sent()
    {
        await using var here = await DevChainFacilitator.StartAsync(options => options.MaxFeePerGas = 1);

        var answer = await here.Facilitator.SettleAsync(here.Pay(), Token);

        Assert.Equal((ErrorCodes.ExactEvmTransactionFailed, ""), (answer.ErrorReason, answer.Transaction));
        Assert.Equal(0, here.Broadcasts);
    }

    [Fact]
    public async Task Chain_that_fails_before_the_broadcast_is_unavailable_and_the_payment_stays_good()
    {
        await using var here = await DevChainFacilitator.StartAsync();
        var payment = here.Pay();
        here.Chain.FailNext("eth_getTransactionCount");

        await Assert.ThrowsAsync<FacilitatorUnavailableException>(async () => await here.Facilitator.SettleAsync(payment, Token));

        Assert.True((await here.Facilitator.SettleAsync(payment, Token)).Success);
    }

    [Fact]
    public async Task Estimate_that_the_node_does_not_know_falls_back_to_a_fixed_limit()
    {
        await using var here = await DevChainFacilitator.StartAsync();
        here.Chain.FailNext("eth_estimateGas", "the method does not exist", -32601);

        Assert.True((await here.Facilitator.SettleAsync(here.Pay(), Token)).Success);
    }

    [Fact]
    public async Task Payment_that_only_the_estimate_finds_wrong_is_not_sent()
    {
        await using var here = await DevChainFacilitator.StartAsync(options => options.SimulateBeforeSettle = false);
        var payment = new PaymentBuilder(here.Requirements) { Signer = DevAccounts.All[5] }.Build();

        var answer = await here.Facilitator.SettleAsync(here.Ask(payment), Token);

        Assert.Equal((ErrorCodes.ExactEvmInsufficientBalance, 0), (answer.ErrorReason, here.Broadcasts));
    }
}
