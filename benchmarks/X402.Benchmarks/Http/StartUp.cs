using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace X402.Benchmarks;

/// <summary><c>startup --rounds N</c>: from the start of the process to its first HTTP answer, bare host and paid host in turn.</summary>
internal static class StartUp
{
    private static readonly byte[] s_request = Encoding.ASCII.GetBytes($"GET {Serve.Path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly record struct Start(double WallMs, double CpuMs, double MegaBytes);

    public static async Task<int> RunAsync(string[] arguments)
    {
        IConfiguration settings = new ConfigurationBuilder().AddCommandLine(arguments).Build();
        int rounds = int.TryParse(settings["rounds"], out int wanted) && wanted > 0 ? wanted : 15;
        List<Start> bare = [], paid = [];
        await MeasureAsync("bare", 200);
        await MeasureAsync("paid", 402);
        for (int round = 0; round < rounds; round++)
        {
            if (round % 2 == 0)
            {
                bare.Add(await MeasureAsync("bare", 200));
                paid.Add(await MeasureAsync("paid", 402));
            }
            else
            {
                paid.Add(await MeasureAsync("paid", 402));
                bare.Add(await MeasureAsync("bare", 200));
            }
        }

        Console.WriteLine($"process start to first answer, median of {rounds} rounds in turn (ratio: median of the rounds' ratios)");
        Console.WriteLine("| | bare host | first 402 | ratio |\n| --- | --- | --- | --- |");
        Row("wall, ms", start => start.WallMs);
        Row("CPU, ms", start => start.CpuMs);
        Row("resident, MB", start => start.MegaBytes);
        return 0;

        void Row(string name, Func<Start, double> value) => Console.WriteLine(
            $"| {name} | {Median(bare.Select(value)):F0} | {Median(paid.Select(value)):F0} | {Median(paid.Select(value).Zip(bare.Select(value), (p, b) => p / b)):F2} |");
    }

    private static async Task<Start> MeasureAsync(string which, int expected)
    {
        int port = FreePort();
        ProcessStartInfo info = new(Path.Combine(AppContext.BaseDirectory, "X402.Benchmarks"), ["serve", "--case", which, "--urls", $"http://127.0.0.1:{port}"])
        {
            RedirectStandardOutput = true,
        };
        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(info)!;
        try
        {
            string answer = await FirstAnswerAsync(port, started);
            double wall = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            process.Refresh();
            return answer.StartsWith($"HTTP/1.1 {expected}", StringComparison.Ordinal)
                ? new(wall, process.TotalProcessorTime.TotalMilliseconds, process.WorkingSet64 / 1e6)
                : throw new InvalidOperationException($"The {which} host answers {answer}");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<string> FirstAnswerAsync(int port, long started)
    {
        while (Stopwatch.GetElapsedTime(started) < s_patience)
        {
            using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
            }
            catch (SocketException)
            {
                await Task.Delay(1);
                continue;
            }

            await socket.SendAsync(s_request);
            byte[] answer = new byte[256];
            int length = await socket.ReceiveAsync(answer);
            return Encoding.ASCII.GetString(answer, 0, length);
        }

        throw new TimeoutException($"Nothing answers on port {port}.");
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
