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
    public const double MostWeight = 4;

    private const double SteepnessDeviation = 0.3;
    private const double SteepestTried = 1.5;
    private const double Grid = 0.05;
    private const int NewtonSteps = 12;
    private const double Ridge = 1;

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
        for (var tried = 0.0; tried <= SteepestTried + (Grid / 2); tried += Grid)
        {
            var off = (tried - UsualSteepness) / SteepnessDeviation;
            var likelihood = Likelihood(seen, tried) - (off * off / 2);
            if (likelihood > best) (best, steepness) = (likelihood, tried);
        }

        return new Examination(steepness);
    }

    private static (double LogRank, double Score, bool Touched)[] Look(IReadOnlyList<JudgedList> lists, IRankingModel model)
    {
        JudgedPartner[] partners = [.. lists.SelectMany(l => l.Partners)];
        var scores = new double[partners.Length];
        model.Score([.. partners.SelectMany(p => p.Judgment.Signals)], scores);
        var mean = scores.Length == 0 ? 0 : scores.Average();
        var deviation = scores.Length == 0 ? 1 : Math.Sqrt(scores.Average(s => (s - mean) * (s - mean)));
        return [.. partners.Zip(scores, (p, s) => (Math.Log(p.Judgment.Rank), deviation > 0 ? (s - mean) / deviation : 0, p.IsTouched))];
    }

    /// <summary>The greatest log likelihood over a and b, with a slight pull towards 0, by Fisher scoring.</summary>
    private static double Likelihood((double LogRank, double Score, bool Touched)[] seen, double steepness)
    {
        var (a, b) = (0.0, 0.0);
        for (var step = 0; step < NewtonSteps; step++)
        {
            var (slopeA, slopeB) = (-Ridge * a, -Ridge * b);
            var (curveAa, curveAb, curveBb) = (Ridge, 0.0, Ridge);
            foreach (var (logRank, score, touched) in seen)
            {
                var appeal = Logistic(a + (b * score));
                var chance = Touch(logRank, steepness, appeal);
                // d log P / d(a + b·score), and its expected square.
                var slope = touched ? 1 - appeal : -chance * (1 - appeal) / (1 - chance);
                var curve = chance * (1 - appeal) * (1 - appeal) / (1 - chance);
                slopeA += slope;
                slopeB += slope * score;
                curveAa += curve;
                curveAb += curve * score;
                curveBb += curve * score * score;
            }

            var determinant = (curveAa * curveBb) - (curveAb * curveAb);
            a += ((curveBb * slopeA) - (curveAb * slopeB)) / determinant;
            b += ((curveAa * slopeB) - (curveAb * slopeA)) / determinant;
        }

        var sum = -Ridge * ((a * a) + (b * b)) / 2;
        foreach (var (logRank, score, touched) in seen)
        {
            var chance = Touch(logRank, steepness, Logistic(a + (b * score)));
            sum += Math.Log(touched ? chance : 1 - chance);
        }

        return sum;
    }

    private static double Touch(double logRank, double steepness, double appeal) =>
        Math.Min(1 - 1e-9, Math.Exp(-steepness * logRank) * appeal);

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
