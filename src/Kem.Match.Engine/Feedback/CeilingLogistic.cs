namespace Kem.Match.Engine.Feedback;

/// <summary>
/// Fits P(yes) = ceiling · logistic(a + b · x), where the ceiling of each case, at most 1, is the chance that it was looked
/// at. With ceilings of 1 it is Platt's curve (Platt 1999) under a normal prior on a and b, which does for few cases what his
/// smoothed targets do.
/// </summary>
internal static class CeilingLogistic
{
    private const int MostSteps = 50;
    private const int MostHalvings = 30;
    private const double Enough = 1e-10;

    /// <summary>The likeliest a and b, and the log of likelihood and prior there.</summary>
    public static (double A, double B, double LogPosterior) Fit(ReadOnlySpan<Case> cases, NormalPrior priorA, NormalPrior priorB)
    {
        var (a, b) = (priorA.Mean, priorB.Mean);
        var now = LogPosterior(cases, a, b, priorA, priorB);
        for (var step = 0; step < MostSteps; step++)
        {
            var (stepA, stepB) = Step(cases, a, b, priorA, priorB);
            var before = now;

            // A whole step may overshoot where the curve is flat; half of it, or half of that, goes uphill.
            var share = 1.0;
            for (var halving = 0; halving < MostHalvings; halving++, share /= 2)
            {
                now = LogPosterior(cases, a + (share * stepA), b + (share * stepB), priorA, priorB);
                if (now >= before) break;
            }

            if (now < before + Enough) return (a, b, before);

            a += share * stepA;
            b += share * stepB;
        }

        return (a, b, now);
    }

    /// <summary>Fisher scoring: slope of the log posterior ÷ its expected curvature.</summary>
    private static (double A, double B) Step(ReadOnlySpan<Case> cases, double a, double b, NormalPrior priorA, NormalPrior priorB)
    {
        var (slopeA, slopeB) = (priorA.Precision * (priorA.Mean - a), priorB.Precision * (priorB.Mean - b));
        var (aa, ab, bb) = (priorA.Precision, 0.0, priorB.Precision);
        foreach (var c in cases)
        {
            var appeal = Logistic(a + (b * c.X));
            var chance = Bounded(c.Ceiling * appeal);
            var slope = (c.IsYes ? 1 : -chance / (1 - chance)) * (1 - appeal);
            var curve = chance / (1 - chance) * (1 - appeal) * (1 - appeal);
            slopeA += slope;
            slopeB += slope * c.X;
            aa += curve;
            ab += curve * c.X;
            bb += curve * c.X * c.X;
        }

        var determinant = (aa * bb) - (ab * ab);
        return (((bb * slopeA) - (ab * slopeB)) / determinant, ((aa * slopeB) - (ab * slopeA)) / determinant);
    }

    private static double LogPosterior(ReadOnlySpan<Case> cases, double a, double b, NormalPrior priorA, NormalPrior priorB)
    {
        var sum = priorA.LogDensity(a) + priorB.LogDensity(b);
        foreach (var c in cases)
        {
            var chance = Bounded(c.Ceiling * Logistic(a + (b * c.X)));
            sum += Math.Log(c.IsYes ? chance : 1 - chance);
        }

        return sum;
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Bounded(double chance) => Math.Clamp(chance, 1e-12, 1 - 1e-12);

    /// <summary>One thing that was or was not wanted.</summary>
    internal readonly record struct Case(double X, double Ceiling, bool IsYes);

    internal readonly record struct NormalPrior(double Mean, double Deviation)
    {
        public double Precision => 1 / (Deviation * Deviation);

        /// <summary>Up to a constant.</summary>
        public double LogDensity(double value) => -Precision * (value - Mean) * (value - Mean) / 2;
    }
}
