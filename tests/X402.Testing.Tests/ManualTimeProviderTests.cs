namespace X402.Testing.Tests;

public sealed class ManualTimeProviderTests
{
    [Fact]
    public void Timers_fire_in_order_and_at_their_time()
    {
        ManualTimeProvider time = new();
        var start = time.GetUtcNow();
        List<(string, double)> fired = [];
        using var late = time.CreateTimer(_ => Note("late"), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using var periodic = time.CreateTimer(_ => Note("tick"), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

        time.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal([("tick", 2), ("late", 3), ("tick", 4)], fired);
        Assert.Equal(start.AddSeconds(4), time.GetUtcNow());

        void Note(string name) => fired.Add((name, (time.GetUtcNow() - start).TotalSeconds));
    }

    [Fact]
    public async Task Delay_ends_when_the_clock_is_moved()
    {
        ManualTimeProvider time = new();
        var delay = Task.Delay(TimeSpan.FromMinutes(1), time, TestContext.Current.CancellationToken);
        Assert.Equal(1, time.ActiveTimers);

        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(delay.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        await delay;
    }

    [Fact]
    public async Task Cancellation_after_a_time_follows_the_clock()
    {
        ManualTimeProvider time = new();
        using CancellationTokenSource source = new(TimeSpan.FromSeconds(5), time);
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = source.Token.Register(cancelled.SetResult);

        time.Advance(TimeSpan.FromSeconds(5));

        await cancelled.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Timer_that_is_disposed_does_not_fire()
    {
        ManualTimeProvider time = new();
        var fired = 0;
        var timer = time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        timer.Dispose();

        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((0, false), (fired, timer.Change(TimeSpan.Zero, TimeSpan.Zero)));
    }
}
