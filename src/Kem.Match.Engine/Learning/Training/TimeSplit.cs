namespace Kem.Match.Engine.Learning.Training;

/// <summary>The earlier queries to learn from, and the later ones to see on whether it helps.</summary>
/// <param name="Trained">Numbers of the queries, low to high.</param>
/// <param name="HeldOut">Numbers of the queries, low to high; none when nothing is held out.</param>
internal sealed record TimeSplit(int[] Trained, int[] HeldOut)
{
    /// <summary>
    /// Holds out the latest queries. A day is never divided: everything from the day on with which the latest share begins is held
    /// out, or from the next day on when that would leave nothing to learn from. Without days the last queries count as the latest.
    /// </summary>
    public static TimeSplit Of(TrainingSet set, double share)
    {
        var all = Enumerable.Range(0, set.Queries).ToArray();
        var asked = (int)Math.Round(share * set.Queries);
        if (asked == 0) return new TimeSplit(all, []);
        if (set.QueryDays is not { } days) return new TimeSplit(all[..^Math.Min(asked, set.Queries - 1)], all[^Math.Min(asked, set.Queries - 1)..]);

        var byDay = days.Order().ToArray();
        var firstDay = byDay[^asked];
        if (firstDay == byDay[0]) firstDay = byDay.FirstOrDefault(day => day > byDay[0], DateOnly.MaxValue);

        return new TimeSplit([.. all.Where(query => days[query] < firstDay)], [.. all.Where(query => days[query] >= firstDay)]);
    }
}
