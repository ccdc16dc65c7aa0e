namespace Kem.Match.Engine.Planning;

/// <summary>Two who meet.</summary>
/// <param name="Number">The table, from 1.</param>
/// <param name="First">One of the first side; where there is one side only, the one named first in the day.</param>
/// <param name="Second">The other.</param>
/// <param name="Interpreter">Who translates; null when the two share a language.</param>
public sealed record MeetingTable(int Number, string First, string Second, string? Interpreter);

/// <summary>One round (runde).</summary>
/// <param name="Number">From 1.</param>
/// <param name="Tables">By number.</param>
/// <param name="Breaks">Those who are there and meet nobody, in the order of the day.</param>
public sealed record MeetingRound(int Number, IReadOnlyList<MeetingTable> Tables, IReadOnlyList<string> Breaks);

/// <summary>One round as one participant sees it; without a table it is a break.</summary>
public sealed record PersonalRound(int Round, int? Table, string? Partner, string? Interpreter);

/// <summary>Something that could not be had.</summary>
/// <param name="Text">E.g. "Ingen tolk fri til 3 par i runde 2".</param>
/// <param name="Who">The participants it is about; empty when it is about a round.</param>
public sealed record MeetingShortfall(Wording Text, IReadOnlyList<string> Who);

/// <summary>Who meets whom, when and where (mødeplan).</summary>
/// <param name="Rounds">All rounds of the day.</param>
/// <param name="Value">What everybody gains together.</param>
/// <param name="Bound">
/// What no plan can pass that fills as many tables and leaves nobody with fewer meetings. Where nobody comes late or leaves,
/// no interpreter is needed and there are two sides, the best plan reaches it.
/// </param>
/// <param name="Unmet">What could not be had; empty for a plan in which everything is.</param>
public sealed record MeetingPlan(IReadOnlyList<MeetingRound> Rounds, double Value, double Bound, IReadOnlyList<MeetingShortfall> Unmet)
{
    /// <summary>The rounds that a participant is there for, in order; empty for one who is not in the plan.</summary>
    public IReadOnlyList<PersonalRound> For(string id)
    {
        var rounds = new List<PersonalRound>();
        foreach (var round in Rounds)
        {
            if (round.Tables.FirstOrDefault(t => t.First == id || t.Second == id) is { } table)
            {
                rounds.Add(new PersonalRound(round.Number, table.Number, table.First == id ? table.Second : table.First, table.Interpreter));
            }
            else if (round.Breaks.Contains(id))
            {
                rounds.Add(new PersonalRound(round.Number, null, null, null));
            }
        }

        return rounds;
    }
}
