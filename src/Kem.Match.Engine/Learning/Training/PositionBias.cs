namespace Kem.Match.Engine.Learning.Training;

/// <summary>
/// How much less a choice says the further down it was shown, learned along with the ranking (Hu, Wang, Peng and Li 2019,
/// "Unbiased LambdaMART"). A pair's weight is divided by <c>t⁺</c> of the winner's shown rank times <c>t⁻</c> of the
/// loser's; both are 1 at the top, and are re-estimated before each tree from the losses of the pairs.
/// </summary>
/// <remarks>
/// t⁺ at rank k is what the pairs won from there lose, each divided by its loser's t⁻, in proportion to the top; t⁻ likewise for
/// the losers (the paper's update without its regularising root, p = 0). Ranks from 50 on count as one, and no value is taken
/// below 0.05, so that one lucky row far down cannot rule. A rank without pairs keeps the value of the one above.
/// </remarks>
internal sealed class PositionBias
{
    private const int MostRanks = 50;
    private const double Least = 0.05;

    private readonly double[] winning = Ones();
    private readonly double[] losing = Ones();
    private readonly double[] lostWhenWinning = new double[MostRanks];
    private readonly double[] lostWhenLosing = new double[MostRanks];

    /// <summary>t⁺ and t⁻ of each shown rank, from the top.</summary>
    public (IReadOnlyList<double> Winning, IReadOnlyList<double> Losing) Values => (winning, losing);

    /// <summary>What a row counts as a winner and as a loser, by the rank at which it was shown (1 first).</summary>
    public (float Winning, float Losing) WeightsOf(int shownRank)
    {
        var place = Math.Min(shownRank, MostRanks) - 1;
        return ((float)(1 / winning[place]), (float)(1 / losing[place]));
    }

    /// <summary>Learns from all pairs of the given queries at the present scores.</summary>
    public void Learn(TrainingSet set, ReadOnlySpan<int> queries, ReadOnlySpan<float> scores)
    {
        Array.Clear(lostWhenWinning);
        Array.Clear(lostWhenLosing);

        foreach (var query in queries)
        {
            var (start, end) = (set.QueryStarts[query], set.QueryStarts[query + 1]);
            for (var winner = start; winner < end; winner++)
            {
                for (var loser = start; loser < end; loser++)
                {
                    if (set.Labels[winner] > set.Labels[loser]) AddLoss(set.ShownRanks![winner], set.ShownRanks[loser], scores[loser] - scores[winner]);
                }
            }
        }

        Settle(winning, lostWhenWinning);
        Settle(losing, lostWhenLosing);
    }

    private void AddLoss(int winnersRank, int losersRank, double behind)
    {
        var (winner, loser) = (Math.Min(winnersRank, MostRanks) - 1, Math.Min(losersRank, MostRanks) - 1);
        var loss = behind > 0 ? behind + Math.Log(1 + Math.Exp(-behind)) : Math.Log(1 + Math.Exp(behind));
        lostWhenWinning[winner] += loss / losing[loser];
        lostWhenLosing[loser] += loss / winning[winner];
    }

    private static void Settle(double[] values, double[] losses)
    {
        if (losses[0] == 0) return;

        for (var place = 1; place < values.Length; place++)
        {
            values[place] = losses[place] > 0 ? Math.Max(losses[place] / losses[0], Least) : values[place - 1];
        }
    }

    private static double[] Ones()
    {
        var ones = new double[MostRanks];
        Array.Fill(ones, 1);
        return ones;
    }
}
