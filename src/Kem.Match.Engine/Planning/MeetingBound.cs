namespace Kem.Match.Engine.Planning;

/// <summary>
/// What no plan can pass, from an easier problem: people have as many meetings as they have time for, whenever that is, and
/// interpreters are everywhere. With one side every pair may count half, which is easier still.
/// </summary>
internal sealed class MeetingBound
{
    private readonly MeetingScore easiest;
    private readonly double unfair;

    /// <param name="held">What was held before the open rounds, and nothing else yet.</param>
    public MeetingBound(MeetingProblem problem, MeetingSchedule held, int[] open)
    {
        var (first, second) = (People(problem, 0), People(problem, problem.HasTwoSides ? 1 : 0));
        var halves = problem.HasTwoSides ? 1 : 2;
        var values = Array.ConvertAll(first, a => Array.ConvertAll(second, b => held.HaveMet(a, b) ? double.NaN : problem.Values[a][b] / halves));
        var seats = halves * open.Sum(problem.TablesIn);

        var (left, right) = (Wishes(first, held.ShortageOf), Wishes(second, held.ShortageOf));
        var fair = new FitSelection(values, left, right);
        fair.Fill(seats);
        var made = left.Least.Sum() + right.Least.Sum() - fair.Shortage;
        easiest = new MeetingScore(
            held.Score.Meetings + ((fair.Pairs().Count() + halves - 1) / halves),
            held.Score.Shortage - (made / halves),
            held.Score.Value + fair.Value);

        // When everybody's least is their most, nobody's comes before another's.
        var any = new FitSelection(values, Wishes(first, _ => int.MaxValue), Wishes(second, _ => int.MaxValue));
        any.FillWhileItGains(seats);
        unfair = held.Score.Value + any.Value;

        (int[] Caps, int[] Least) Wishes(int[] people, Func<int, int> least)
        {
            var caps = Array.ConvertAll(people, p => held.RoomOf(p, open));
            return (caps, [.. people.Select((p, i) => Math.Min(caps[i], least(p)))]);
        }
    }

    /// <summary>A plan that is worth this, with as many meetings and nobody left shorter, cannot be bettered.</summary>
    public bool IsReachedBy(MeetingScore plan) => IsForAsMuchAs(plan) && plan.Value >= easiest.Value - 1e-9;

    /// <summary>The most that a plan which fills as many tables and leaves people no shorter than this one can be worth.</summary>
    public double For(MeetingScore plan) => IsForAsMuchAs(plan) ? easiest.Value : unfair;

    private static int[] People(MeetingProblem problem, int side) =>
        [.. Enumerable.Range(0, problem.People.Length).Where(p => problem.SideOf(p) == side)];

    private bool IsForAsMuchAs(MeetingScore plan) => plan.Meetings >= easiest.Meetings && plan.Shortage <= easiest.Shortage;
}
