using BenchmarkDotNet.Attributes;
using Kem.Match.Engine.Learning;
using Kem.Match.Engine.Tests.Learning;

namespace Kem.Match.Benchmarks.Parts;

/// <summary>What a learned model does when suggestions are asked for: 40 signals, trees of 31 leaves and depth 6.</summary>
[MemoryDiagnoser]
public class ScoringParts
{
    private const int Signals = 40;
    private const int Candidates = 500;

    private readonly double[] scores = new double[Candidates];
    private readonly double[] contributions = new double[Signals];
    private float[] rows = [];
    private TreeEnsemble ensemble = new([], Signals, 0);
    private byte[] file = [];

    [Params(100, 300)]
    public int Trees { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var random = new RandomTrees(seed: 1, Signals);
        ensemble = new TreeEnsemble(random.Trees(Trees, leaves: 31, depth: 6), Signals, 0);
        rows = random.Rows(Candidates);

        using var stream = new MemoryStream();
        var training = new ModelTraining(null, null, 0, 1, new Dictionary<string, string>(), new Dictionary<string, double>());
        new ModelFile([.. Enumerable.Range(1, Signals).Select(n => $"signal {n}")], ensemble, training).Write(stream);
        file = stream.ToArray();
    }

    [Benchmark(Description = "score 500 rows")]
    public void ScoreMany() => ensemble.AddTo(rows, scores);

    [Benchmark(Description = "score one row")]
    public double ScoreOne() => ensemble.Score(rows.AsSpan(0, Signals));

    [Benchmark(Description = "explain one row (TreeSHAP)")]
    public void Explain() => ensemble.AddContributionsTo(rows.AsSpan(0, Signals), contributions);

    [Benchmark(Description = "read a model file")]
    public ModelFile ReadFile() => ModelFile.Read(new MemoryStream(file), "model.json");
}
