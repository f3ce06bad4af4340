using X402.Evm;
using X402.Protocol;
using X402.Schemes;
using X402.Stores;
using X402.Testing;

namespace X402.Core.Tests.Stores;

public sealed class InMemoryPaymentClaimsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider _time = new(Start);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_claims_at_once_give_the_payment_to_exactly_one()
    {
        var store = new InMemoryPaymentClaims(_time);
        using var start = new ManualResetEventSlim();
        var tasks = Enumerable.Range(0, 50).Select(_ => Task.Run(
            async () =>
            {
                start.Wait(Stop);
                return await store.ClaimAsync(Claim(1), Stop);
            },
            Stop)).ToArray();

        start.Set();
        var results = await Task.WhenAll(tasks);

        Assert.Single(results, result => result.Status == ClaimStatus.Claimed);
        Assert.Equal(49, results.Count(result => result.Status == ClaimStatus.InProgress));
    }

    [Fact]
    public async Task Claim_of_something_else_with_the_same_payment_is_bound_elsewhere()
    {
        var store = new InMemoryPaymentClaims(_time);
        await store.ClaimAsync(Claim(1), Stop);

        Assert.Equal(ClaimStatus.BoundElsewhere, (await store.ClaimAsync(Claim(1) with { Method = "POST" }, Stop)).Status);
        Assert.Equal(ClaimStatus.BoundElsewhere, (await store.ClaimAsync(Claim(1) with { Resource = "https://a.example/other" }, Stop)).Status);
        Assert.Equal(ClaimStatus.BoundElsewhere, (await store.ClaimAsync(Claim(1) with { Amount = 2 }, Stop)).Status);
        Assert.Equal(ClaimStatus.BoundElsewhere, (await store.FindAsync(Claim(1) with { Amount = 2 }, Stop))?.Status);
        Assert.Equal(ClaimStatus.Claimed, (await store.ClaimAsync(Claim(2), Stop)).Status);
    }

    [Fact]
    public async Task Released_claim_can_be_made_again_for_anything()
    {
        var store = new InMemoryPaymentClaims(_time);
        await store.ClaimAsync(Claim(1), Stop);

        await store.ReleaseAsync(Claim(1).Identity.Key, Stop);

        Assert.Null(await store.FindAsync(Claim(1), Stop));
        Assert.Equal(ClaimStatus.Claimed, (await store.ClaimAsync(Claim(1) with { Method = "POST" }, Stop)).Status);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, ErrorCodes.SettlementPending)]
    public async Task Completed_claim_gives_its_outcome_and_cannot_be_released(bool success, string? reason)
    {
        var store = new InMemoryPaymentClaims(_time);
        var outcome = new SettleResponse { Success = success, ErrorReason = reason, Transaction = "0x1", Network = "eip155:1" };
        await store.ClaimAsync(Claim(1), Stop);

        await store.CompleteAsync(Claim(1).Identity.Key, outcome, Stop);
        await store.ReleaseAsync(Claim(1).Identity.Key, Stop);

        Assert.Equal(new(ClaimStatus.Completed, outcome), await store.ClaimAsync(Claim(1), Stop));
        Assert.Equal(new(ClaimStatus.Completed, outcome), await store.FindAsync(Claim(1), Stop));
        Assert.Equal(ClaimStatus.BoundElsewhere, (await store.ClaimAsync(Claim(1) with { Amount = 2 }, Stop)).Status);
    }

    [Fact]
    public async Task Entry_is_kept_for_ten_minutes_after_the_payment_expired_and_not_longer()
    {
        var store = new InMemoryPaymentClaims(_time);
        await store.ClaimAsync(Claim(1), Stop);

        _time.Advance(TimeSpan.FromSeconds(60 + 600 - 1));
        Assert.Equal(ClaimStatus.InProgress, (await store.ClaimAsync(Claim(1), Stop)).Status);
        _time.Advance(TimeSpan.FromSeconds(1));
        await store.ClaimAsync(Claim(2), Stop);

        Assert.Null(await store.FindAsync(Claim(1), Stop));
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public async Task Payment_that_never_expires_is_kept()
    {
        var store = new InMemoryPaymentClaims(_time);

        await store.ClaimAsync(Claim(1, DateTimeOffset.MaxValue), Stop);
        _time.Advance(TimeSpan.FromDays(1000));

        Assert.Equal(ClaimStatus.InProgress, (await store.ClaimAsync(Claim(1, DateTimeOffset.MaxValue), Stop)).Status);
    }

    [Fact]
    public async Task Full_store_refuses_and_recovers_when_payments_expire_or_are_released()
    {
        var store = new InMemoryPaymentClaims(_time, capacity: 2);
        await store.ClaimAsync(Claim(1), Stop);
        await store.ClaimAsync(Claim(2), Stop);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.ClaimAsync(Claim(3), Stop));
        await store.ReleaseAsync(Claim(1).Identity.Key, Stop);
        Assert.Equal(ClaimStatus.Claimed, (await store.ClaimAsync(Claim(3), Stop)).Status);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(ClaimStatus.Claimed, (await store.ClaimAsync(Claim(4), Stop)).Status);
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public async Task Claims_made_and_released_without_end_take_no_memory()
    {
        var store = new InMemoryPaymentClaims(_time);
        async Task Repeat(int times)
        {
            for (var i = 0; i < times; i++)
            {
                await store.ClaimAsync(Claim(i, DateTimeOffset.MaxValue), Stop);
                await store.ReleaseAsync(Claim(i).Identity.Key, Stop);
            }
        }
        await Repeat(1000);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await Repeat(50_000);

        Assert.Equal(0, store.Count);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 4_000_000);
    }

    [Fact]
    public async Task Expired_entries_go_though_each_claim_drops_only_a_few()
    {
        var store = new InMemoryPaymentClaims(_time);
        for (var i = 0; i < 1600; i++)
            await store.ClaimAsync(Claim(i), Stop);
        _time.Advance(TimeSpan.FromHours(1));

        for (var i = 0; i < 100; i++)
            await store.ClaimAsync(Claim(10_000 + i, _time.GetUtcNow().AddDays(1)), Stop);

        Assert.Equal(100, store.Count);
    }

    private PaymentClaim Claim(int number, DateTimeOffset? validUntil = null)
    {
        Span<byte> key = stackalloc byte[32];
        UInt256.FromUInt64((ulong)number).WriteBigEndian(key);
        var identity = new PaymentIdentity(new(new Bytes32(key)), "0x1", validUntil ?? Start.AddSeconds(60));
        return new(identity, "GET", "https://a.example/x", 1);
    }
}
