using System.Runtime.InteropServices;
using Perfolizer.Horology;

namespace X402.Benchmarks;

/// <summary>CPU time of the calling thread: what other programs on the machine do is left out. Linux only.</summary>
internal sealed partial class ThreadClock : IClock
{
    private const int ClockThreadCpuTime = 3;

    public string Title => "CPU time of the thread";

    public bool IsAvailable => OperatingSystem.IsLinux();

    public Frequency Frequency => Frequency.GHz;

    public long GetTimestamp()
    {
        _ = clock_gettime(ClockThreadCpuTime, out Timespec now);
        return (now.Seconds * 1_000_000_000) + now.Nanoseconds;
    }

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out Timespec time);

    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
