using Kem.Match.Engine.Learning;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Signals;
using Kem.Match.Engine.Tests.Ranking;

namespace Kem.Match.Engine.Tests.Learning;

public class LearnedModelTests
{
    private static readonly int Width = SignalTable.All.Count;

    [Fact]
    public void Contributions_sum_to_the_score_and_the_score_is_the_same_alone_and_among_others()
    {
        var random = new RandomTrees(21, Width);
        var model = new LearnedModel(new Prior(Demo.Data.Weights), new TreeEnsemble(random.Trees(50, leaves: 31, depth: 6), Width, 3));
        var rows = random.Rows(40).Select(v => Math.Clamp(v, -1f, 1f)).ToArray();
        var scores = new double[40];
        model.Score(rows, scores);

        for (var n = 0; n < 40; n++)
        {
            var contributions = new double[Width];
            var score = model.Explain(rows.AsSpan(n * Width, Width), contributions);

            Assert.Equal(scores[n], score);
            Assert.Equal(score, contributions.Sum(), 1e-9);
        }
    }

    /// <summary>
    /// One split on the first signal at ½, leaves −1 (cover 3) and 3 (cover 1), base score 10. The expected score is 10 + 0, so a
    /// row below ½ loses 1 and a row above gains 3, whatever the base score; all of it is the first signal's.
    /// </summary>
    [Theory]
    [InlineData(0.25f, -1)]
    [InlineData(1f, 3)]
    public void Trees_move_the_score_away_from_the_prior_by_what_is_said(float value, double moved)
    {
        var tree = new RegressionTree
        {
            Feature = [0, -1, -1],
            Threshold = [0.5f, 0, 0],
            MissingGoesLeft = [true, false, false],
            Left = [1, 0, 0],
            Right = [2, 0, 0],
            Value = [0, -1, 3],
            Cover = [4, 3, 1],
            Gain = [1, 0, 0],
        };
        var prior = new Prior(Demo.Data.Weights);
        var model = new LearnedModel(prior, new TreeEnsemble([tree], Width, 10));
        var row = new float[Width];
        row[0] = value;
        var (before, after) = (new double[Width], new double[Width]);

        var score = prior.Explain(row, before);
        var learned = model.Explain(row, after);

        Assert.Equal(score + moved, learned, 1e-9);
        Assert.Equal(before[0] + moved, after[0], 1e-9);
        Assert.Equal(before[1..], after[1..]);
    }

    [Fact]
    public void The_learned_part_can_be_taken_out_and_put_on_the_prior_again()
    {
        var random = new RandomTrees(22, Width);
        var prior = new Prior(Demo.Data.Weights);
        var model = new LearnedModel(prior, new TreeEnsemble(random.Trees(5, leaves: 8, depth: 4), Width, 3));
        var row = random.Rows(1).Select(v => Math.Clamp(v, -1f, 1f)).ToArray();

        var again = new LearnedModel(prior, model.Trees);

        Assert.Equal(0, model.Trees.ExpectedScore, 1e-12);
        Assert.Equal(model.Explain(row, new double[Width]), again.Explain(row, new double[Width]), 1e-12);
    }

    [Fact]
    public void Without_trees_it_is_the_prior()
    {
        var prior = new Prior(Demo.Data.Weights);
        var model = new LearnedModel(prior, new TreeEnsemble([], Width, 5));
        var row = Enumerable.Repeat(1f, Width).ToArray();

        Assert.Equal(prior.Explain(row, new double[Width]), model.Explain(row, new double[Width]));
    }
}
