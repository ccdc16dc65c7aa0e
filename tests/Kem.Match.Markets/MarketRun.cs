using Kem.Match.Engine.Feedback;
using Kem.Match.Engine.Ranking;

namespace Kem.Match.Markets;

/// <summary>What a ranker knows of one candidate on the day it ranks.</summary>
/// <param name="Row">The row of signals.</param>
/// <param name="OpenProposals">Proposals that wait for an answer.</param>
/// <param name="FreeSlots">Agreements that the partner still has room for.</param>
/// <param name="PastAgreements">How often it has been agreed with, to rank by popularity.</param>
public readonly record struct Sight(float[] Row, int OpenProposals, int FreeSlots, int PastAgreements);

/// <summary>Puts a value on every candidate of a need; the highest is shown first.</summary>
public delegate double[] Policy(IReadOnlyList<Sight> candidates);

/// <summary>
/// Lets days pass in a market: needs arrive, a list is shown, some places are looked at, the asker proposes, partners
/// answer a fortnight later if they have room, some sign and some of those last. Every yes and no is drawn by need and
/// partner alone, so that two rankings of the same market meet the same people.
/// </summary>
public sealed class MarketRun(Market market)
{
    /// <summary>Chance that an accepted proposal is signed.</summary>
    public const double Signs = 0.7;

    /// <summary>Chance that somebody who looks and does not want it says so.</summary>
    private const double SaysNo = 0.4;

    private const int DaysToAnswer = 14;
    private const int DaysBound = 180;
    private const int MostOpen = 3;

    private static readonly DateOnly FirstDay = new(2026, 1, 1);

    private readonly List<ShownList> lists = [];
    private readonly List<Outcome> outcomes = [];
    private readonly int[] agreements = new int[market.PartnerCount];

    public IReadOnlyList<ShownList> Lists => lists;
    public IReadOnlyList<Outcome> Outcomes => outcomes;

    /// <summary>The day after everything has settled.</summary>
    public static DateOnly LongAfter { get; } = FirstDay.AddDays(5_000);

    /// <summary>Agreements that came about.</summary>
    public int Agreements => agreements.Sum();

    /// <summary>What the engine makes of it.</summary>
    public IReadOnlyList<JudgedList> Judged => FeedbackLog.Judge(lists, outcomes, LongAfter);

    /// <summary>A policy that shows the model's order, whatever else is known.</summary>
    public static Policy By(IRankingModel model) => candidates =>
    {
        float[] rows = [.. candidates.SelectMany(c => c.Row)];
        var scores = new double[candidates.Count];
        model.Score(rows, scores);
        return scores;
    };

    /// <summary>Goes on until this many partners have been touched, at most ten years.</summary>
    public static MarketRun UntilOutcomes(Market market, Policy policy, int touched)
    {
        var run = new MarketRun(market);
        market.Reopen();
        var seen = 0;
        for (var (day, number) = (0, 0); seen < touched && day < 3_650; day++)
        {
            for (var arriving = run.Arriving(day); arriving > 0; arriving--) seen += run.Serve(market.Need(number++, day), policy);
        }

        return run;
    }

    public static MarketRun ForDays(Market market, Policy policy, int days)
    {
        var run = new MarketRun(market);
        market.Reopen();
        var number = 0;
        for (var day = 0; day < days; day++)
        {
            for (var arriving = run.Arriving(day); arriving > 0; arriving--) run.Serve(market.Need(number++, day), policy);
        }

        return run;
    }

    private int Arriving(int day)
    {
        var whole = (int)market.Shape.NeedsPerDay;
        return whole + (Chance.Of(market.Seed, 1, day, 0) < market.Shape.NeedsPerDay - whole ? 1 : 0);
    }

    /// <returns>How many partners something was done with.</returns>
    private int Serve(MarketNeed need, Policy policy)
    {
        MarketCandidate[] open = [.. market.Candidates(need).Where(c => market.Partners[c.Partner].OpenProposals(need.Day) < MostOpen)];
        var values = policy([.. open.Select(c => SightOf(c, need.Day))]);
        MarketCandidate[] shown = [.. Enumerable.Range(0, open.Length).OrderByDescending(i => values[i]).Take(market.Shape.Shown).Select(i => open[i])];
        lists.Add(Listed(need, shown));

        var (touched, proposed) = (0, 0);
        for (var place = 0; place < shown.Length; place++)
        {
            var candidate = shown[place];
            if (Drawn(2, need, candidate) >= Math.Pow(place + 1, -market.Shape.PositionBias)) continue;

            if (Drawn(3, need, candidate) >= candidate.AskerLikes)
            {
                if (Drawn(4, need, candidate) < SaysNo)
                {
                    Record(need, candidate, OutcomeStage.Dismissed, 1);
                    touched++;
                }

                continue;
            }

            Record(need, candidate, OutcomeStage.Shortlisted, 1);
            touched++;
            if (proposed++ < market.Shape.MostProposals) Propose(need, candidate);
        }

        return touched;
    }

    private void Propose(MarketNeed need, MarketCandidate candidate)
    {
        var partner = market.Partners[candidate.Partner];
        var answered = need.Day + DaysToAnswer;
        partner.OpenUntil.Add(answered);

        // What it said yes to before, on the same day too, takes up room.
        if (partner.Agreements(answered) >= partner.Capacity || Drawn(5, need, candidate) >= candidate.PartnerLikes) return;

        Record(need, candidate, OutcomeStage.Accepted, DaysToAnswer);
        if (Drawn(6, need, candidate) >= Signs) return;

        Record(need, candidate, OutcomeStage.Signed, DaysToAnswer + 10);
        partner.Bound.Add((answered, answered + DaysBound));
        agreements[candidate.Partner]++;
        if (Drawn(7, need, candidate) < candidate.Lasts) Record(need, candidate, OutcomeStage.AliveAfterSixMonths, DaysToAnswer + DaysBound);
    }

    private Sight SightOf(MarketCandidate candidate, int day)
    {
        var partner = market.Partners[candidate.Partner];
        return new Sight(candidate.Row, partner.OpenProposals(day), Math.Max(0, partner.Capacity - partner.Agreements(day)), agreements[candidate.Partner]);
    }

    private static ShownList Listed(MarketNeed need, MarketCandidate[] shown) => new(
        need.Id, need.Id, "model", FirstDay.AddDays(need.Day), ShownList.SignalCodesOfToday,
        [.. shown.Select((c, at) => new ShownPartner(Market.NameOf(c.Partner), at + 1, c.Row))]);

    private double Drawn(int question, MarketNeed need, MarketCandidate candidate) =>
        Chance.Of(market.Seed, question, need.Number, candidate.Partner);

    private void Record(MarketNeed need, MarketCandidate candidate, OutcomeStage stage, int daysLater) =>
        outcomes.Add(new Outcome(need.Id, Market.NameOf(candidate.Partner), stage, FirstDay.AddDays(need.Day + daysLater)));
}
