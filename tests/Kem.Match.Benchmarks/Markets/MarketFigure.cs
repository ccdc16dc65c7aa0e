using Kem.Match.Markets;

namespace Kem.Match.Benchmarks.Markets;

/// <summary>One line of the <c>market</c> command.</summary>
/// <param name="Market">The shape of the market.</param>
/// <param name="Name">What was measured.</param>
/// <param name="Value">Mean over seeds with its 95 % interval; null for a count.</param>
/// <param name="Count">How many seeds; null for a mean.</param>
/// <param name="Goal">What it is held against, in words; empty for a figure without a bar.</param>
/// <param name="Met">False when there is a bar and it was missed.</param>
internal sealed record MarketFigure(string Market, string Name, MeanWithInterval? Value, string? Count, string Goal, bool Met)
{
    public static MarketFigure Mean(string market, string name, IEnumerable<double> values) =>
        new(market, name, MeanWithInterval.Of([.. values]), null, "", true);

    /// <summary>A mean that must be above 0 with 95 % confidence.</summary>
    public static MarketFigure Above0(string market, string name, IEnumerable<double> values)
    {
        var mean = MeanWithInterval.Of([.. values]);
        return new MarketFigure(market, name, mean, null, "interval above 0", mean.Low > 0);
    }

    public static MarketFigure Share(string market, string name, int count, int seeds, string goal = "", bool met = true) =>
        new(market, name, null, $"{count} of {seeds}", goal, met);

    public override string ToString() =>
        $"{Market,-16} {Name,-44} {Value?.ToString() ?? Count,-30} {(Goal.Length == 0 ? "" : $"goal {Goal}: {(Met ? "met" : "NOT MET")}")}".TrimEnd();
}
