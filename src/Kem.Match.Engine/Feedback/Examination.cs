using Kem.Match.Engine.Ranking;

namespace Kem.Match.Engine.Feedback;

/// <summary>
/// How often a place on the list is looked at: P(looked at | rank) = rank^−η, the position-based model with the curve of
/// Joachims, Swaminathan and Schnabel 2017. What is found far down counts for more, by 1 ÷ P, at most
/// <see cref="MostWeight"/> so that one lucky find does not decide.
/// </summary>
public sealed class Examination
{
    /// <summary>η before anything is known: a short list, read by somebody whose job it is.</summary>
    public const double UsualSteepness = 0.5;

    /// <summary>The most that one partner counts for.</summary>
    public const double MostWeight = 8;

    private const double SteepestTried = 1.5;
    private const double Grid = 0.05;

    private static readonly CeilingLogistic.NormalPrior Usual = new(UsualSteepness, 0.3);
    private static readonly CeilingLogistic.NormalPrior Vague = new(0, 2);

    public Examination(double steepness)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steepness);
        Steepness = steepness;
    }

    /// <summary>η: 0 when every place is looked at, 1 when the tenth is looked at in one list of ten.</summary>
    public double Steepness { get; }

    /// <summary>Chance that this place is looked at; 1 for the first.</summary>
    /// <param name="rank">1 is best.</param>
    public double Chance(int rank) => Math.Pow(rank, -Steepness);

    /// <summary>1 ÷ chance, at most <see cref="MostWeight"/>.</summary>
    public double Weight(int rank) => Math.Min(MostWeight, 1 / Chance(rank));

    /// <summary>
    /// The η that makes what was touched most likely. A partner is touched when it is looked at and when it appeals:
    /// P = rank^−η · logistic(a + b · score), so that better partners at the top are not mistaken for a habit of reading.
    /// η is drawn towards <see cref="UsualSteepness"/> by a normal prior of deviation 0.3.
    /// </summary>
    /// <param name="lists">Without any, η is the usual one.</param>
    /// <param name="model">A model whose scores tell the partners apart, as a rule the one in use.</param>
    public static Examination Estimate(IReadOnlyList<JudgedList> lists, IRankingModel model)
    {
        var seen = Look(lists, model);
        var (best, steepness) = (double.NegativeInfinity, UsualSteepness);
        for (var step = 0; step * Grid <= SteepestTried; step++)
        {
            var tried = step * Grid;
            var cases = Array.ConvertAll(seen, s => new CeilingLogistic.Case(s.Score, Math.Pow(s.Rank, -tried), s.IsTouched));
            var (_, _, logPosterior) = CeilingLogistic.Fit(cases, Vague, Vague);
            var likelihood = logPosterior + Usual.LogDensity(tried);
            if (likelihood > best) (best, steepness) = (likelihood, tried);
        }

        return new Examination(steepness);
    }

    /// <summary>Rank, standardised score and whether something was done with it.</summary>
    private static (int Rank, double Score, bool IsTouched)[] Look(IReadOnlyList<JudgedList> lists, IRankingModel model)
    {
        JudgedPartner[] partners = [.. lists.SelectMany(l => l.Partners)];
        if (partners.Length == 0) return [];

        var scores = new double[partners.Length];
        model.Score([.. partners.SelectMany(p => p.Judgment.Signals)], scores);
        var mean = scores.Average();
        var deviation = Math.Sqrt(scores.Average(s => (s - mean) * (s - mean)));
        return [.. partners.Zip(scores, (p, s) => (p.Judgment.Rank, deviation > 0 ? (s - mean) / deviation : 0, p.IsTouched))];
    }
}
