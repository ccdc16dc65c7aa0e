using Kem.Match.Engine.Ranking;

namespace Kem.Match.Engine.Feedback;

/// <summary>
/// Turns a score into the chance of a yes: P = logistic(intercept + slope · score), Platt 1999. It orders the bands and the
/// two sides of a match; a page never shows it as a number.
/// </summary>
/// <param name="Intercept">Log odds at score 0.</param>
/// <param name="Slope">Log odds per point, above 0, so that a higher score is never a smaller chance.</param>
/// <param name="Outcomes">How many touched partners it was fitted to; 0 for the <see cref="Prior"/>.</param>
public sealed record Calibration(double Intercept, double Slope, int Outcomes)
{
    /// <summary>Fewer touched partners than this, and the prior stays.</summary>
    public const int LeastOutcomes = 100;

    /// <summary>A partner is strong when at least one in two is wanted, and good when at least one in four is.</summary>
    public const double Strong = 0.5;
    public const double Good = 0.25;

    private const double PriorPointsPerLogit = 10;
    private const double LevelDeviation = 2;
    private const double LeastSlopeShare = 0.1;

    /// <summary>Before there are outcomes: even odds at the score that <c>prior-weights.json</c> calls strong, ten points to a logit.</summary>
    public static Calibration Prior(double strongFrom) => new(-strongFrom / PriorPointsPerLogit, 1 / PriorPointsPerLogit, 0);

    /// <summary>The chance of a yes, 0 to 1.</summary>
    public double Chance(double score) => 1 / (1 + Math.Exp(-Intercept - (Slope * score)));

    /// <summary>The word for a score, from its chance.</summary>
    public FitBand BandOf(double score)
    {
        var chance = Chance(score);
        return chance >= Strong ? FitBand.Strong : chance >= Good ? FitBand.Good : FitBand.Possible;
    }

    /// <summary>
    /// The chance that the asker wants a partner once it is looked at. A partner is wanted (grade 1 or more) when it is
    /// looked at and appeals: P = P(looked at | rank) · chance, so that what nobody read far down does not count against it.
    /// </summary>
    /// <param name="lists">Judged lists, those without any yes too.</param>
    /// <param name="model">Whose scores are calibrated.</param>
    /// <param name="examination">How far down is read.</param>
    /// <param name="prior">What the fit is drawn towards, and what stays while there is too little.</param>
    public static Calibration OfAsker(IReadOnlyList<JudgedList> lists, IRankingModel model, Examination examination, Calibration prior)
    {
        JudgedPartner[] shown = [.. lists.SelectMany(l => l.Partners)];
        return Fit(shown, model, prior, shown.Count(p => p.IsTouched), p => examination.Chance(p.Judgment.Rank), p => p.Judgment.Grade > 0);
    }

    /// <summary>The chance that a partner says yes once the asker wants it: grade 2 or more among those of grade 1 or more.</summary>
    /// <param name="lists">Judged lists.</param>
    /// <param name="model">The partner's side, whose scores are calibrated.</param>
    /// <param name="prior">What the fit is drawn towards, and what stays while there is too little.</param>
    public static Calibration OfPartner(IReadOnlyList<JudgedList> lists, IRankingModel model, Calibration prior)
    {
        JudgedPartner[] wanted = [.. lists.SelectMany(l => l.Partners).Where(p => p.Judgment.Grade > 0)];
        return Fit(wanted, model, prior, wanted.Length, _ => 1, p => p.Judgment.Grade > 1);
    }

    private static Calibration Fit(
        JudgedPartner[] partners, IRankingModel model, Calibration prior, int outcomes,
        Func<JudgedPartner, double> ceiling, Func<JudgedPartner, bool> isYes)
    {
        if (outcomes < LeastOutcomes) return prior;

        var scores = new double[partners.Length];
        model.Score([.. partners.SelectMany(p => p.Judgment.Signals)], scores);

        // Around the mean score, so that what is learned of the level and of the slope do not get mixed up.
        var middle = scores.Average();
        var cases = new CeilingLogistic.Case[partners.Length];
        for (var i = 0; i < cases.Length; i++)
        {
            cases[i] = new CeilingLogistic.Case(scores[i] - middle, ceiling(partners[i]), isYes(partners[i]));
        }

        var (level, slope, _) = CeilingLogistic.Fit(
            cases,
            new CeilingLogistic.NormalPrior(prior.Intercept + (prior.Slope * middle), LevelDeviation),
            new CeilingLogistic.NormalPrior(prior.Slope, prior.Slope));

        // A score that tells nothing still may not turn the order round.
        slope = Math.Max(slope, LeastSlopeShare * prior.Slope);
        return new Calibration(level - (slope * middle), slope, outcomes);
    }
}
