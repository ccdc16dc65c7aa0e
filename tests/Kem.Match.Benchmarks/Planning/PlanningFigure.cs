using System.Globalization;
using Kem.Match.Markets;

namespace Kem.Match.Benchmarks.Planning;

/// <summary>One line of the <c>planning</c> command.</summary>
/// <param name="Part">Which kind of plan.</param>
/// <param name="Name">What was measured, with its unit.</param>
/// <param name="Value">The figure; a mean where there is an interval.</param>
/// <param name="HalfWidth">Half of the 95 % confidence interval over seeds; null for a single figure.</param>
/// <param name="Goal">What it is held against, in words; empty for a figure without a bar.</param>
/// <param name="Met">False when there is a bar and it was missed.</param>
internal sealed record PlanningFigure(string Part, string Name, double Value, double? HalfWidth, string Goal, bool Met)
{
    public static PlanningFigure Of(string part, string name, double value) => new(part, name, value, null, "", true);

    public static PlanningFigure AtMost(string part, string name, double value, double goal) =>
        new(part, name, value, null, Text($"at most {goal:G6}"), value <= goal);

    public static PlanningFigure AtLeast(string part, string name, double value, double goal) =>
        new(part, name, value, null, Text($"at least {goal:G6}"), value >= goal);

    public static PlanningFigure Mean(string part, string name, IEnumerable<double> values)
    {
        var mean = MeanWithInterval.Of([.. values]);
        return new PlanningFigure(part, name, mean.Mean, mean.HalfWidth, "", true);
    }

    /// <summary>The mean must reach the goal.</summary>
    public static PlanningFigure MeanAtLeast(string part, string name, IEnumerable<double> values, double goal)
    {
        var mean = Mean(part, name, values);
        return mean with { Goal = Text($"at least {goal:G6}"), Met = mean.Value >= goal };
    }

    /// <summary>The mean must not pass the goal.</summary>
    public static PlanningFigure MeanAtMost(string part, string name, IEnumerable<double> values, double goal)
    {
        var mean = Mean(part, name, values);
        return mean with { Goal = Text($"at most {goal:G6}"), Met = mean.Value <= goal };
    }

    public override string ToString()
    {
        var interval = HalfWidth is { } half ? Text($" ± {half:F4}") : "";
        var verdict = Goal.Length == 0 ? "" : $"goal {Goal}: {(Met ? "met" : "NOT MET")}";
        return Text($"{Part,-10} {Name,-72} {Value,10:0.####}{interval,-10} {verdict}").TrimEnd();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
