using System.Diagnostics;
using System.Globalization;
using Kem.Match.Engine.Learning.Training;

namespace Kem.Match.Benchmarks.Compare;

/// <summary>
/// Training time and quality beside XGBoost: 100 trees of 31 leaves, rate 0.1, histograms, one thread; our figures count the
/// binning. Times are processor seconds, the best of several rounds in turns.
/// </summary>
public sealed class TrainingComparison : IComparison
{
    private const string Pairwise = "rank:pairwise";
    private const string ByNdcg = "rank:ndcg";
    private const int TestRows = 50_000;

    public string Name => "training";

    public IEnumerable<Measure> Run()
    {
        var peer = Xgboost.Name;
        var load = LoadAverage();
        var large = Synthetic(100_000);

        yield return Time(large, rounds: 3, goal: 1.0, peer);
        yield return Time(Synthetic(1_000), rounds: 9, goal: 0.35, peer);

        var threads = TwoThreads(large, rounds: 7);
        yield return load < 1.2
            ? threads
            : threads with { Name = $"{threads.Name}, not held against 1.7 at a load of {load.ToString("F1", CultureInfo.InvariantCulture)}", Goal = 0, Met = true };

        foreach (var task in new[] { Synthetic(1_000), Synthetic(10_000), large })
        {
            foreach (var measure in Quality(task, peer)) yield return measure;
        }

        if (PublicSample() is not { } sample) yield break;

        yield return Time(sample, rounds: 5, goal: 0.5, peer);
        foreach (var measure in Quality(sample, peer)) yield return measure;
    }

    internal static RankingTask Synthetic(int rows)
    {
        var (values, training) = SyntheticRanking.Make(rows, seed: 1);
        var (testValues, test) = SyntheticRanking.Make(TestRows, seed: 99);
        return new RankingTask($"synthetic {rows} × {SyntheticRanking.Columns}", values, training, testValues, test);
    }

    internal static Measure Time(RankingTask task, int rounds, double goal, string peer)
    {
        using var data = task.PeerData();
        var (ours, theirs) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            ours = Math.Min(ours, ProcessorSeconds(() => task.Train(RankingTask.Settings)));
            theirs = Math.Min(theirs, ProcessorSeconds(() => RankingTask.TrainPeer(data, Pairwise, threads: 1).Dispose()));
        }

        return Measure.AtMost($"train {task.Name}, 100 × 31 (processor s)", ours, theirs, $"{peer} {Pairwise}", goal);
    }

    internal static Measure Memory(RankingTask task, string peer)
    {
        var ours = PeakMegabytes(() => task.Train(RankingTask.Settings));
        using var data = task.PeerData();
        var theirs = PeakMegabytes(() => RankingTask.TrainPeer(data, Pairwise, threads: 1).Dispose());
        return Measure.AtMost($"memory above the data, {task.Name} (MB)", ours, theirs, $"{peer} {Pairwise}", 1.0);
    }

    private static Measure TwoThreads(RankingTask task, int rounds)
    {
        var (one, two) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            one = Math.Min(one, Seconds(() => task.Train(RankingTask.Settings)));
            two = Math.Min(two, Seconds(() => task.Train(RankingTask.Settings with { Threads = 2 })));
        }

        return Measure.AtLeast($"one thread's time beside two threads', {task.Name} (s)", one, two, "ourselves on two threads", 1.7);
    }

    // Queries differ more than rankers do, so the error is that of the difference, query by query.
    private static IEnumerable<Measure> Quality(RankingTask task, string peer)
    {
        var ours = task.Ndcg(task.Train(RankingTask.Settings));
        using var data = task.PeerData();

        foreach (var objective in new[] { Pairwise, ByNdcg })
        {
            using var booster = RankingTask.TrainPeer(data, objective, threads: 1);
            yield return LessTwoErrors(task, ours, task.Ndcg(booster), $"{peer} {objective}");
        }

        yield return LessTwoErrors(task, ours, task.Ndcg(task.Train(RankingTask.Settings with { Objective = Objective.SquaredError })), "our trees, pointwise");
    }

    private static Measure LessTwoErrors(RankingTask task, double[] ours, double[] theirs, string peer)
    {
        var differences = ours.Zip(theirs, (one, other) => one - other).ToArray();
        var mean = differences.Average();
        var error = Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / (differences.Length - 1) / differences.Length);
        var goal = 1 - (2 * error / theirs.Average());
        return Measure.AtLeast($"NDCG@10 {task.Name}, goal less 2 paired errors", ours.Average(), theirs.Average(), peer, goal);
    }

    private static RankingTask? PublicSample()
    {
        var checkout = new DirectoryInfo(AppContext.BaseDirectory);
        while (checkout is not null && !File.Exists(Path.Combine(checkout.FullName, "Kem.Match.sln"))) checkout = checkout.Parent;

        var folder = Path.Combine(checkout?.Parent?.FullName ?? "", "shared", "reference", "ltr");
        if (!Directory.Exists(folder)) return null;

        var training = Read("sample-train.txt", columns: 1);
        var test = Read("sample-test.txt", training.Features.Columns);
        return new RankingTask("LightGBM's sample 3005 × 301", Values(training), training, Values(test), test);

        TrainingSet Read(string file, int columns)
        {
            using var reader = File.OpenText(Path.Combine(folder, file));
            return SvmLightFile.Read(reader, file, columns);
        }
    }

    private static float[] Values(TrainingSet set)
    {
        var values = new float[set.Rows * set.Features.Columns];
        for (var row = 0; row < set.Rows; row++) set.Features.CopyRow(row, values.AsSpan(row * set.Features.Columns, set.Features.Columns));
        return values;
    }

    private static double ProcessorSeconds(Action action)
    {
        var started = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - started).TotalSeconds;
    }

    private static double Seconds(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    // Linux forgets the highest use of memory when 5 is written to clear_refs.
    private static double PeakMegabytes(Action action)
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var before = StatusKilobytes("VmRSS:");
        File.WriteAllText("/proc/self/clear_refs", "5");
        action();
        return (StatusKilobytes("VmHWM:") - before) / 1000.0;
    }

    private static double StatusKilobytes(string field) => double.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal))[field.Length..].Replace("kB", "", StringComparison.Ordinal),
        NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
        CultureInfo.InvariantCulture);

    private static double LoadAverage() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
}

/// <summary>
/// Memory above the data. Measured first of all, before any other family: what has once been taken from the system is not given
/// back at once.
/// </summary>
public sealed class MemoryComparison : IComparison
{
    public string Name => "memory";

    public IEnumerable<Measure> Run()
    {
        yield return TrainingComparison.Memory(TrainingComparison.Synthetic(100_000), Xgboost.Name);
    }
}

/// <summary>The same on a million rows; it takes a minute.</summary>
public sealed class MillionRowsComparison : IComparison
{
    public string Name => "training-million";

    public bool IsLarge => true;

    public IEnumerable<Measure> Run()
    {
        var peer = Xgboost.Name;
        var task = TrainingComparison.Synthetic(1_000_000);

        yield return TrainingComparison.Memory(task, peer);
        yield return TrainingComparison.Time(task, rounds: 1, goal: 1.0, peer);
    }
}
