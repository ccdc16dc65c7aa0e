using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Signals;

namespace Kem.Match.Engine.Ranking;

/// <summary>The prior's hand-set weights and the thresholds of the bands, from <c>data/engine/prior-weights.json</c>.</summary>
public sealed class PriorWeights
{
    private readonly double[] weights;

    private PriorWeights(double[] weights, double strong, double good, double possible)
    {
        this.weights = weights;
        (Strong, Good, Possible) = (strong, good, possible);
    }

    /// <summary>The least score of a strong, a good and a possible partner.</summary>
    public double Strong { get; }
    public double Good { get; }
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

        var bands = JsonItem.ReadArray(json, name, "bands").ToDictionary(b => b.Text("band"), b => b.Number("from"));
        return new PriorWeights(weights, Band("strong"), Band("good"), Band("possible"));

        double Band(string band) =>
            bands.TryGetValue(band, out var from) ? from : throw new InterchangeException(name, 1, "bands", $"'{band}' is missing");
    }

    internal FitBand BandOf(double score) =>
        score >= Strong ? FitBand.Strong : score >= Good ? FitBand.Good : FitBand.Possible;
}
