using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Signals;

namespace Kem.Match.Engine.Ranking;

/// <summary>The prior's hand-set weights and the thresholds of the bands, from <c>data/engine/prior-weights.json</c>.</summary>
public sealed class PriorWeights
{
    private readonly double[] weights;

    private readonly Threshold strong;
    private readonly Threshold good;

    private PriorWeights(double[] weights, Threshold strong, Threshold good, double possible)
    {
        this.weights = weights;
        (this.strong, this.good, Possible) = (strong, good, possible);
    }

    /// <summary>The least score of a strong partner.</summary>
    public double Strong => strong.From;

    /// <summary>The least score of anybody who is suggested.</summary>
    public double Possible { get; }

    /// <summary>Points for a signal at 1.</summary>
    public double PointsOf(string signal) => weights[SignalTable.IndexOf(signal)];

    /// <summary>Points for a signal at 1, by its place in <see cref="SignalTable"/>.</summary>
    internal ReadOnlySpan<double> Points => weights;

    /// <exception cref="InterchangeException">The file is broken, a signal has no weight, or a weight has no signal.</exception>
    public static PriorWeights Read(Stream content, string name)
    {
        var json = content.ReadAll();
        var weights = new double[SignalTable.All.Count];
        Array.Fill(weights, double.NaN);
        foreach (var item in JsonItem.ReadArray(json, name, "weights"))
        {
            var code = item.Text("signal");
            var at = SignalTable.IndexOf(code);
            if (at < 0) throw item.Wrong("signal", $"'{code}' is not a signal");
            item.Text("comment");
            weights[at] = item.Number("points");
        }

        var missing = Array.FindIndex(weights, double.IsNaN);
        if (missing >= 0) throw new InterchangeException(name, 1, "weights", $"'{SignalTable.All[missing].Code}' has no weight");

        var bands = JsonItem.ReadArray(json, name, "bands").ToDictionary(b => b.Text("band"), ReadThreshold);
        return new PriorWeights(weights, Band("strong"), Band("good"), Band("possible").From);

        Threshold Band(string band) =>
            bands.TryGetValue(band, out var from) ? from : throw new InterchangeException(name, 1, "bands", $"'{band}' is missing");
    }

    /// <summary>
    /// The word for a score before there are answers to go by. A need that says much lifts everybody's score, so a band asks
    /// both for points and for being near the best on the list.
    /// </summary>
    /// <param name="score">Points.</param>
    /// <param name="best">The highest score on the list.</param>
    internal FitBand BandOf(double score, double best) =>
        strong.Holds(score, best) ? FitBand.Strong : good.Holds(score, best) ? FitBand.Good : FitBand.Possible;

    private static Threshold ReadThreshold(JsonItem band) =>
        new(band.Number("from"), band.TextOrEmpty("band") == "possible" ? double.PositiveInfinity : band.Number("within"));

    private readonly record struct Threshold(double From, double Within)
    {
        public bool Holds(double score, double best) => score >= From && best - score <= Within;
    }
}
