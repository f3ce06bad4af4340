using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using X402.Benchmarks.Rivals;

namespace X402.Benchmarks;

/// <summary>The measured classes: BenchmarkDotNet in this process, on the clock of the thread, with the rivals that are installed.</summary>
internal static class MeasuredRun
{
    public static int Start(string[] arguments)
    {
        Job everyJob = new Job().WithToolchain(InProcessEmitToolchain.Instance);
        ThreadClock clock = new();
        if (clock.IsAvailable)
        {
            everyJob = everyJob.WithClock(clock);
        }

        string[] missing = [.. NativeLibraries.Missing()];
        foreach (string library in missing)
        {
            Console.WriteLine($"{library} is not installed: its rows are left out.");
        }

        ManualConfig config = ManualConfig.Create(DefaultConfig.Instance)
            .AddJob(everyJob.AsMutator())
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddFilter(new SimpleFilter(candidate => !candidate.Descriptor.Categories.Intersect(missing).Any()))
            .AddColumn(StatisticColumn.Median)
            .HideColumns(Column.Job, Column.Toolchain, Column.RatioSD, Column.Error, Column.IterationCount, Column.LaunchCount, Column.WarmupCount);
        BenchmarkSwitcher.FromAssembly(typeof(MeasuredRun).Assembly).Run(arguments.Length == 0 ? ["--filter", "*"] : arguments, config);
        return 0;
    }
}
