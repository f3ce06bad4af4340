using X402.Evm;
using X402.Protocol;
using X402.Testing;

namespace X402.Facilitator.Tests.Settlement;

public sealed class SettlementTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settle_moves_the_money()
    {
        await using var here = await DevChainFacilitator.StartAsync();

        var answer = await here.Facilitator.SettleAsync(here.Pay(), Token);

        Assert.True(answer.Success, answer.ErrorReason + answer.ErrorMessage);
        Assert.Equal(DevAccounts.Buyer.Address.ToString(), answer.Payer);
        Assert.Equal(66, answer.Transaction.Length);
        Assert.Equal(10_000, here.Paid);
    }

    [Fact]
    public async Task Settle_of_v1_moves_the_money()
    {
        await using var here = await DevChainFacilitator.StartAsync();

        var answer = await here.Facilitator.SettleAsync(here.Ask(new PaymentBuilder(here.Requirements).BuildV1()), Token);

        Assert.Equal((true, "base-sepolia"), (answer.Success, answer.Network));
        Assert.Equal(10_000, here.Paid);
    }

    [Fact]
    public async Task Broken_payments_are_refused_and_never_broadcast()
    {
        await using var here = await DevChainFacilitator.StartAsync();
        foreach (var broken in Payments.Broken(here.Requirements, TimeProvider.System.GetUtcNow()))
        {
            var answer = await here.Facilitator.SettleAsync(here.Ask(broken.Payment), Token);
            Assert.Equal((broken.Name, broken.ErrorCode, ""), (broken.Name, answer.ErrorReason, answer.Transaction));
        }

        Assert.Equal(0, here.Broadcasts);
    }

    [Fact]
    public async Task Fifty_payments_at_once_are_settled_with_fifty_account_nonces()
    {
        await using var here = await DevChainFacilitator.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => here.Facilitator.SettleAsync(here.Pay(), Token).AsTask()));

        Assert.All(answers, answer => Assert.True(answer.Success, answer.ErrorReason + answer.ErrorMessage));
        Assert.Equal(50, answers.Select(answer => answer.Transaction).Distinct().Count());
        Assert.Equal(500_000, here.Paid);
        Assert.Equal(50, here.Broadcasts);
    }

    [Fact]
    public async Task Fifty_settlements_wait_for_receipts_at_the_same_time()
    {
        await using var here = await DevChainFacilitator.StartAsync();
        Task<SettleResponse[]> settling;
        using (here.Chain.PauseMining())
        {
            settling = Task.WhenAll(Enumerable.Range(0, 50).Select(_ => here.Facilitator.SettleAsync(here.Pay(), Token).AsTask()));
            await Until(() => here.Broadcasts == 50);
        }

        Assert.All(await settling, answer => Assert.True(answer.Success, answer.ErrorReason));
        Assert.Equal(500_000, here.Paid);
    }

    [Fact]
    public async Task The_same_payment_fifty_times_is_broadcast_once_and_answered_alike()
    {
        await using var here = await DevChainFacilitator.StartAsync();
        var payment = here.Pay();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => here.Facilitator.SettleAsync(payment, Token).AsTask()));

        Assert.All(answers, answer => Assert.True(answer.Success));
        Assert.Single(answers.Select(answer => answer.Transaction).Distinct());
        Assert.Equal((1, 10_000), (here.Broadcasts, here.Paid));
    }

    [Fact]
    public async Task The_same_payment_later_gets_the_stored_success()
    {
        await using var here = await DevChainFacilitator.StartAsync();
        var payment = here.Pay();
        var first = await here.Facilitator.SettleAsync(payment, Token);

        var second = await here.Facilitator.SettleAsync(payment, Token);

        Assert.Equal((true, first.Transaction), (second.Success, second.Transaction));
        Assert.Equal(1, here.Broadcasts);
    }

    [Fact]
    public async Task The_same_nonce_with_another_signature_does_not_get_the_stored_success()
    {
        await using var here = await DevChainFacilitator.StartAsync();
        var good = new PaymentBuilder(here.Requirements);
        await here.Facilitator.SettleAsync(here.Ask(good.Build()), Token);

        var forged = await here.Facilitator.SettleAsync(here.Ask((good with { Spoil = bytes => [(byte)(bytes[0] ^ 1), .. bytes[1..]] }).Build()), Token);

        Assert.Equal((false, ErrorCodes.ExactEvmSignature), (forged.Success, forged.ErrorReason));
    }

    [Fact]
    public async Task The_same_nonce_for_another_amount_is_refused_while_the_first_is_under_way()
    {
        await using var here = await DevChainFacilitator.StartAsync(options => options.SimulateBeforeSettle = false);
        var first = new PaymentBuilder(here.Requirements);
        var dearer = RequirementsBuilder.For(here.Chain) with { Amount = 20_000 };
        Task<SettleResponse> settling;
        using (here.Chain.PauseMining())
        {
            settling = here.Facilitator.SettleAsync(here.Ask(first.Build()), Token).AsTask();
            await here.Broadcast;

            var second = await here.Facilitator.SettleAsync(
                new() { PaymentPayload = (first with { Requirements = dearer.Build() }).Build(), PaymentRequirements = dearer.Build() }, Token);

            Assert.Equal(ErrorCodes.ExactEvmNonceUsed, second.ErrorReason);
        }
        Assert.True((await settling).Success);
    }

    [Fact]
    public async Task A_payment_that_another_facilitator_settled_is_used()
    {
        await using var here = await DevChainFacilitator.StartAsync();
        var payment = here.Pay();
        await here.Another().SettleAsync(payment, Token);

        var answer = await here.Facilitator.SettleAsync(payment, Token);

        Assert.Equal((false, ErrorCodes.ExactEvmNonceUsed), (answer.Success, answer.ErrorReason));
    }

    [Fact]
    public async Task A_caller_who_leaves_does_not_cancel_the_settlement()
    {
        await using var here = await DevChainFacilitator.StartAsync();
        var payment = here.Pay();
        using var leaving = new CancellationTokenSource();
        using (here.Chain.PauseMining())
        {
            var left = here.Facilitator.SettleAsync(payment, leaving.Token).AsTask();
            await here.Broadcast;
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        }

        var answer = await here.Facilitator.SettleAsync(payment, Token);

        Assert.True(answer.Success);
        Assert.Equal((1, 10_000), (here.Broadcasts, here.Paid));
    }

    internal static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
