namespace Kem.Match.Engine.Tests.Learning.Training;

/// <summary>The formula of lambda gradients, pair by pair in double precision: slow, plain, and written independently.</summary>
internal static class PlainLambdas
{
    public static (double[] Gradients, double[] Hessians) Of(int[] labels, float[] scores, int truncation)
    {
        var (gradients, hessians) = (new double[labels.Length], new double[labels.Length]);
        foreach (var (winner, loser, weight) in Pairs(labels, scores, truncation))
        {
            var wrong = 1 / (1 + Math.Exp(scores[winner] - scores[loser]));
            gradients[winner] -= weight * wrong;
            gradients[loser] += weight * wrong;
            hessians[winner] += weight * wrong * (1 - wrong);
            hessians[loser] += weight * wrong * (1 - wrong);
        }

        var scale = Scale(gradients);
        return ([.. gradients.Select(gradient => gradient * scale)], [.. hessians.Select(hessian => hessian * scale)]);
    }

    /// <summary>The loss whose weights stay those of the given scores.</summary>
    public static Func<double[], double> FixedLoss(int[] labels, float[] scores, int truncation)
    {
        var pairs = Pairs(labels, scores, truncation).ToList();
        var gradients = new double[labels.Length];
        foreach (var (winner, loser, weight) in pairs)
        {
            var wrong = 1 / (1 + Math.Exp(scores[winner] - scores[loser]));
            gradients[winner] -= weight * wrong;
            gradients[loser] += weight * wrong;
        }

        var scale = Scale(gradients);
        return at => scale * pairs.Sum(pair => pair.Weight * Math.Log(1 + Math.Exp(at[pair.Loser] - at[pair.Winner])));
    }

    private static double Scale(double[] gradients)
    {
        var sum = gradients.Sum(Math.Abs);
        return Math.Log2(1 + sum) / sum;
    }

    private static IEnumerable<(int Winner, int Loser, double Weight)> Pairs(int[] labels, float[] scores, int truncation)
    {
        var order = Enumerable.Range(0, labels.Length).OrderByDescending(row => scores[row]).ToList();
        var ideal = labels.OrderDescending().Take(truncation).Select((label, place) => (Math.Pow(2, label) - 1) / Math.Log2(place + 2)).Sum();

        for (var winner = 0; winner < labels.Length; winner++)
        {
            for (var loser = 0; loser < labels.Length; loser++)
            {
                if (labels[winner] <= labels[loser]) continue;

                var (winnersRank, losersRank) = (order.IndexOf(winner) + 1, order.IndexOf(loser) + 1);
                if (Math.Min(winnersRank, losersRank) > truncation) continue;

                var gain = Math.Pow(2, labels[winner]) - Math.Pow(2, labels[loser]);
                var discount = Math.Abs((1 / Math.Log2(winnersRank + 1)) - (1 / Math.Log2(losersRank + 1)));
                yield return (winner, loser, gain * discount / ideal / (0.01 + Math.Abs(scores[winner] - scores[loser])));
            }
        }
    }
}
