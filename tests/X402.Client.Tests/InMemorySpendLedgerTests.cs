namespace X402.Client.Tests;

public sealed class InMemorySpendLedgerTests
{
    private static readonly UInt256 Limit = 100;
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Release_gives_back_and_commit_does_not()
    {
        var ledger = new InMemorySpendLedger(_time);
        var one = await ReserveAsync(ledger, 100);
        Assert.Null(await ReserveAsync(ledger, 1));
        await ledger.ReleaseAsync(one!, TestContext.Current.CancellationToken);
        var two = await ReserveAsync(ledger, 100);
        await ledger.CommitAsync(two!, TestContext.Current.CancellationToken);
        await ledger.ReleaseAsync(two!, TestContext.Current.CancellationToken);
        Assert.Null(await ReserveAsync(ledger, 1));
    }

    [Fact]
    public async Task Committing_twice_counts_once()
    {
        var ledger = new InMemorySpendLedger(_time);
        var one = await ReserveAsync(ledger, 60);
        await ledger.CommitAsync(one!, TestContext.Current.CancellationToken);
        await ledger.CommitAsync(one!, TestContext.Current.CancellationToken);
        Assert.NotNull(await ReserveAsync(ledger, 40));
    }

    [Fact]
    public async Task Held_amount_counts_on_both_sides_of_midnight()
    {
        _time.Now = new(2026, 3, 1, 23, 59, 30, TimeSpan.Zero);
        var ledger = new InMemorySpendLedger(_time);
        var one = await ReserveAsync(ledger, 100);
        _time.Now = _time.Now.AddMinutes(1);
        Assert.Null(await ReserveAsync(ledger, 1));
        await ledger.CommitAsync(one!, TestContext.Current.CancellationToken);
        Assert.Null(await ReserveAsync(ledger, 1));
    }

    [Fact]
    public async Task Clock_that_steps_back_renews_nothing()
    {
        var ledger = new InMemorySpendLedger(_time);
        await ledger.CommitAsync((await ReserveAsync(ledger, 100))!, TestContext.Current.CancellationToken);
        _time.Now = _time.Now.AddDays(-1);
        Assert.Null(await ReserveAsync(ledger, 1));
    }

    [Fact]
    public async Task Unanswered_amount_returns_after_its_validity_when_asked_to()
    {
        var ledger = new InMemorySpendLedger(_time) { ForgetUnanswered = true };
        await ReserveAsync(ledger, 100);
        _time.Now = _time.Now.AddMinutes(3);
        Assert.NotNull(await ReserveAsync(ledger, 100));
    }

    [Fact]
    public async Task Unanswered_amount_counts_for_the_day()
    {
        var ledger = new InMemorySpendLedger(_time);
        await ReserveAsync(ledger, 100);
        _time.Now = _time.Now.AddMinutes(3);
        Assert.Null(await ReserveAsync(ledger, 1));
        _time.Now = _time.Now.AddDays(1);
        Assert.NotNull(await ReserveAsync(ledger, 100));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answer_after_the_validity_counts_once(bool forgetUnanswered)
    {
        var ledger = new InMemorySpendLedger(_time) { ForgetUnanswered = forgetUnanswered };
        var late = await ReserveAsync(ledger, 60);
        _time.Now = _time.Now.AddMinutes(3);
        await ledger.CommitAsync(late!, TestContext.Current.CancellationToken);
        Assert.Null(await ReserveAsync(ledger, 41));
        Assert.NotNull(await ReserveAsync(ledger, 40));
    }

    [Fact]
    public async Task Any_amount_is_refused_without_overflow()
    {
        var ledger = new InMemorySpendLedger(_time);
        await ReserveAsync(ledger, 100);
        Assert.Null(await ledger.TryReserveAsync(UInt256.MaxValue, Limit, _time.Now, TestContext.Current.CancellationToken));
    }

    private ValueTask<SpendReservation?> ReserveAsync(InMemorySpendLedger ledger, ulong amount) =>
        ledger.TryReserveAsync(amount, Limit, _time.Now.AddMinutes(1), TestContext.Current.CancellationToken);
}
