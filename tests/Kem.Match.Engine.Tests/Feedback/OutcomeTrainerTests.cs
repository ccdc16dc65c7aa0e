using Kem.Match.Engine.Feedback;
using Kem.Match.Engine.Learning;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Signals;
using Kem.Match.Engine.Tests.Ranking;

namespace Kem.Match.Engine.Tests.Feedback;

public class OutcomeTrainerTests
{
    private static readonly Judged.ByFirstSignal Prior = new(10);

    [Fact]
    public void Without_outcomes_the_prior_stays()
    {
        var row = Row(0.7f, 0.2f);
        Assert.Equal(7, Score(new OutcomeTrainer(Prior).Train([]), row), 5);
    }

    [Fact]
    public void What_is_chosen_moves_the_score_and_what_is_not_stays()
    {
        var model = new OutcomeTrainer(Prior).Train(Chosen(100));

        Assert.True(Score(model, Row(0.5f, 1)) > Score(model, Row(0.5f, 0)) + 1);
    }

    [Fact]
    public void A_higher_signal_never_counts_against_a_partner_even_if_outcomes_say_so()
    {
        // The second signal is high where nobody was chosen.
        Judgment[] backwards = [.. Chosen(100).Select(j => j with { Grade = j.Grade > 0 ? 0 : 2 })];
        var model = new OutcomeTrainer(Prior).Train(backwards);

        Assert.True(Score(model, Row(0.5f, 1)) >= Score(model, Row(0.5f, 0)));
    }

    [Fact]
    public void The_same_outcomes_give_the_same_trees_and_the_contributions_sum_to_the_score()
    {
        var trainer = new OutcomeTrainer(Prior);
        var model = Assert.IsType<LearnedModel>(trainer.Train(Chosen(60)));
        var (row, contributions) = (Row(0.4f, 0.9f), new double[SignalTable.All.Count]);

        Assert.Equal(Score(trainer.Train(Chosen(60)), row), Score(model, row));
        Assert.Equal(model.Explain(row, contributions), contributions.Sum(), 6);
        Assert.Equal(trainer.Grow(Chosen(60)).Trees.Count, model.Trees.Trees.Count);
    }

    /// <summary>Lists of four; the one with most of the second signal is accepted, whatever the prior says.</summary>
    private static Judgment[] Chosen(int lists)
    {
        var random = new Random(6);
        var judgments = new List<Judgment>();
        for (var list = 0; list < lists; list++)
        {
            float[][] rows = [.. Enumerable.Range(0, 4).Select(_ => Row((float)random.NextDouble(), (float)random.NextDouble()))];
            var best = rows.MaxBy(row => row[1]);
            judgments.AddRange(rows.Select((row, at) => new Judgment($"l{list}", row == best ? 2 : 0, at + 1, Judged.FirstDay.AddDays(list), row)));
        }

        return [.. judgments];
    }

    private static float[] Row(float first, float second)
    {
        var row = Judged.Row(first);
        row[1] = second;
        return row;
    }

    private static double Score(IRankingModel model, float[] row)
    {
        var scores = new double[1];
        model.Score(row, scores);
        return scores[0];
    }
}
