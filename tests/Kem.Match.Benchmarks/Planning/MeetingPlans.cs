using Kem.Match.Engine.Planning;
using Kem.Match.Markets;

namespace Kem.Match.Benchmarks.Planning;

/// <summary>Days of meetings of 60 and 60, as they are planned and as they are planned anew.</summary>
internal static class MeetingPlans
{
    private const int Days = 10;
    private const int People = 60;
    private const int Rounds = 12;
    private const int NoShowBefore = 4;

    /// <summary>Vetoes, people who come late or leave, breaks and foreign languages, each with this chance.</summary>
    private const double Hindered = 0.03;

    public static IEnumerable<PlanningFigure> Figures()
    {
        // The first plan of all pays for compiling the code.
        MeetingPlanner.Plan(MeetingDays.Drawn(0, 10, 10, 3, 10));

        foreach (var (name, day) in new (string, Func<int, MeetingDay>)[]
        {
            ("60 × 60", seed => WithVetoes(MeetingDays.Drawn(seed, People, People, Rounds, People), seed)),
            ("60 × 60 at 20 tables", seed => WithVetoes(MeetingDays.Drawn(seed, People, People, Rounds, 20), seed)),
        })
        {
            Tried[] tried = [.. Enumerable.Range(1, Days).Select(seed => Try(day(seed)))];
            yield return PlanningFigure.AtMost("meetings", $"{name}: rules broken in {Days} days and as many planned anew", tried.Sum(t => t.Broken), 0);
            yield return PlanningFigure.AtMost("meetings", $"{name}: tables left empty", tried.Sum(t => t.Empty), 0);
            yield return PlanningFigure.AtLeast("meetings", $"{name}: share of the optimum, the worst day", tried.Min(t => t.Share), 0.98);
            yield return PlanningFigure.AtLeast("meetings", $"{name}: share of the optimum after a no-show, the worst day", tried.Min(t => t.ShareAnew), 0.98);
            yield return PlanningFigure.AtMost("meetings", $"{name}: CPU seconds, the slowest day", tried.Max(t => t.Seconds), 5);
            yield return PlanningFigure.AtMost("meetings", $"{name}: CPU seconds after a no-show, the slowest day", tried.Max(t => t.SecondsAnew), 1);
        }

        foreach (var (name, day) in new (string, Func<int, MeetingDay>)[]
        {
            ("60 × 60 hindered", seed => MeetingDays.MadeHard(MeetingDays.Drawn(seed, People, People, Rounds, People), seed, Hindered)),
            ("60 on one side", seed => MeetingDays.Drawn(seed, People, 0, Rounds, People / 2)),
        })
        {
            Tried[] tried = [.. Enumerable.Range(1, Days).Select(seed => Try(day(seed)))];
            yield return PlanningFigure.AtMost("meetings", $"{name}: rules broken in {Days} days and as many planned anew", tried.Sum(t => t.Broken), 0);
            yield return PlanningFigure.Of("meetings", $"{name}: share of a bound that need not be reached, mean", tried.Average(t => t.Share));
            yield return PlanningFigure.AtMost("meetings", $"{name}: CPU seconds, the slowest day", tried.Max(t => t.Seconds), 5);
            yield return PlanningFigure.AtMost("meetings", $"{name}: CPU seconds after a no-show, the slowest day", tried.Max(t => t.SecondsAnew), 1);
        }
    }

    private static MeetingDay WithVetoes(MeetingDay day, int seed)
    {
        var random = new Random(seed);
        return day with { First = [.. day.First.Select(p => p with { Vetoes = [.. day.Second.Where(_ => random.Next(30) == 0).Select(o => o.Id)] })] };
    }

    private static Tried Try(MeetingDay day)
    {
        var (plan, seconds) = PlanningCommand.Timed(() => MeetingPlanner.Plan(day));
        var changed = day with { First = [day.First[0] with { LastRound = NoShowBefore - 1, AsksForABreak = false }, .. day.First.Skip(1)] };
        var (anew, secondsAnew) = PlanningCommand.Timed(() => MeetingPlanner.Resolve(changed, plan, NoShowBefore));
        return new Tried(
            MeetingDays.Broken(day, plan).Count + MeetingDays.Broken(changed, anew).Count,
            plan.Rounds.Sum(r => day.Tables - r.Tables.Count),
            plan.Value / plan.Bound,
            anew.Value / anew.Bound,
            seconds,
            secondsAnew);
    }

    private sealed record Tried(int Broken, int Empty, double Share, double ShareAnew, double Seconds, double SecondsAnew);
}
