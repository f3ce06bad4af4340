using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;

namespace X402.Client.Tests;

public sealed class LoggingTests
{
    [Fact]
    public async Task Logs_tell_the_story_and_no_secret()
    {
        using var log = new Recorder();
        var answers = new Queue<HttpResponseMessage>([FakeServer.SettleFailed(), FakeServer.Paid()]);
        using var buyer = new Buyer(
            new FakeServer(call => call.Url.AbsolutePath == "/dear" ? FakeServer.Challenge(Offers.Usdc("900000"))
                : call.IsPaid ? answers.Dequeue() : FakeServer.Challenge(Offers.Usdc())),
            configure: o => o.LoggerFactory = log);
        await buyer.GetAsync("https://api.example/weather?token=sesame");
        await buyer.GetAsync("https://api.example/weather?token=sesame");
        await buyer.RefusedAsync("https://api.example/dear?token=sesame");
        var text = string.Join('\n', log.Lines);
        Assert.Equal([4001, 4004, 4002, 4003, 4006], log.Events);
        Assert.Contains("$0.01 USDC on eip155:8453", text, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", text, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeSigner.SecretMark, text, StringComparison.Ordinal);
        Assert.DoesNotContain(buyer.Server.PaidCalls.First().Payment!, text, StringComparison.Ordinal);
    }

    private sealed class Recorder : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ConcurrentQueue<int> Events { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Events.Enqueue(eventId.Id);
            Lines.Enqueue(formatter(state, exception));
        }
    }
}
