using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Kem.Match.Benchmarks.Parts;

/// <summary><c>bench [--filter *Scoring*] …</c> times the engine's parts with BenchmarkDotNet and its options.</summary>
internal static class BenchCommand
{
    public const string Name = "bench";

    /// <returns>1 when nothing was measured.</returns>
    public static int Run(string[] options)
    {
        // In this process: a project that BenchmarkDotNet writes for itself would have to follow this repository's rules.
        var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        var parts = BenchmarkSwitcher.FromAssembly(typeof(BenchCommand).Assembly);
        var reports = options.Length == 0 ? parts.RunAll(config) : parts.Run(options, config);
        return reports.Any(r => r.Reports.Length > 0) ? 0 : 1;
    }
}
