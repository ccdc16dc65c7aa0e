using Kem.Match.Engine.Feedback;
using Kem.Match.Engine.Ranking;

namespace Kem.Match.Markets;

/// <summary>
/// Rankings held against each other in the same market by the agreements that come about in a year. All of them know
/// the same: both sides' scores, calibrated on a first stretch under the prior, and who has open proposals and room.
/// </summary>
public sealed class TwoSidedTrial
{
    private const int OutcomesBefore = 300;
    private const int Days = 365;

    private readonly Market market;
    private readonly Calibration asker;
    private readonly Calibration partner;

    public TwoSidedTrial(MarketShape shape, int seed)
    {
        market = new Market(shape, seed);
        var before = MarketRun.UntilOutcomes(market, MarketRun.By(Market.Prior), OutcomesBefore).Judged;
        var examination = Examination.Estimate(before, Market.Prior);
        asker = Calibration.OfAsker(before, Market.Prior, examination, Calibration.Prior(Market.Weights.Strong));
        partner = Calibration.OfPartner(before, new PartnerSide(), Calibration.Prior(EvenOddsForPartner));
    }

    /// <summary>The partner's score at which it is as likely to say yes as no, before there are outcomes.</summary>
    public const double EvenOddsForPartner = 55;

    public const string Ours = "expected agreements";

    /// <summary>Rankings that know nothing of room; those "with room" show what that alone is worth.</summary>
    public static IReadOnlyList<string> MustBeBeaten { get; } = ["harmonic mean", "one-sided, asker", "one-sided, partner", "popularity"];

    /// <summary>Agreements in the year, by ranking.</summary>
    public IReadOnlyDictionary<string, int> Run() => Rankings().ToDictionary(r => r.Name, r => MarketRun.ForDays(market, r.Policy, Days).Agreements);

    private IEnumerable<(string Name, Policy Policy)> Rankings()
    {
        yield return (Ours, list => MutualFit.ExpectedAgreements([.. Sides(list).Zip(list, (s, c) => new TwoSides(s.Asker, s.Partner, c.OpenProposals, c.FreeSlots))]));
        yield return ("product", list => [.. Sides(list).Select(s => s.Asker * s.Partner)]);
        yield return ("harmonic mean", list => [.. Sides(list).Select(s => HarmonicMean(s.Asker, s.Partner))]);
        yield return ("harmonic mean, with room", list => [.. Sides(list).Zip(list, (s, c) => HarmonicMean(s.Asker, s.Partner * Room(c, s.Partner)))]);
        yield return ("one-sided, asker", list => [.. Sides(list).Select(s => s.Asker)]);
        yield return ("one-sided, asker, with room", list => [.. Sides(list).Zip(list, (s, c) => s.Asker * Room(c, s.Partner))]);
        yield return ("one-sided, partner", list => [.. Sides(list).Select(s => s.Partner)]);
        yield return ("popularity", list => [.. list.Select(c => (double)c.PastAgreements)]);
    }

    private static double HarmonicMean(double asker, double partner) => partner > 0 ? 2 * asker * partner / (asker + partner) : 0;

    private static double Room(Sight sight, double saysYes) => MutualFit.HasRoom(sight.OpenProposals, sight.FreeSlots, saysYes);

    private IEnumerable<(double Asker, double Partner)> Sides(IReadOnlyList<Sight> list)
    {
        float[] rows = [.. list.SelectMany(c => c.Row)];
        var (askers, partners) = (new double[list.Count], new double[list.Count]);
        Market.Prior.Score(rows, askers);
        new PartnerSide().Score(rows, partners);
        return askers.Zip(partners, (a, p) => (asker.Chance(a), partner.Chance(p)));
    }
}
