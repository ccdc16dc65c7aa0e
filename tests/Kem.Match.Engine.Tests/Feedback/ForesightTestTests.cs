using Kem.Match.Engine.Feedback;

namespace Kem.Match.Engine.Tests.Feedback;

public class ForesightTestTests
{
    private static readonly Judged.ByFirstSignal Nothing = new(0);
    private static readonly Judged.ByFirstSignal Forwards = new(1);

    /// <summary>
    /// On either place one of two came to grade 1 and one was untouched, so usual is ½ and both lists are ½ above and below.
    /// The model adds 0.4 above the list's mean to the right one: Σ = 4 · 0.4 · 0.5 = 0.8, the most it could be.
    /// </summary>
    [Fact]
    public void Worked_by_hand()
    {
        var foresight = Of([Judged.List(1, (0.9f, 1, true), (0.1f, 0, false)), Judged.List(2, (0.1f, 0, false), (0.9f, 1, true))]);

        Assert.Equal(1, foresight.Correlation, 1e-6);
    }

    [Fact]
    public void Put_aside_is_worse_than_untouched()
    {
        var foresight = Of([Judged.List(1, (0.1f, 0, true), (0.9f, 0, false)), Judged.List(2, (0.9f, 0, false), (0.1f, 0, true))]);

        Assert.Equal(1, foresight.Correlation, 1e-6);
    }

    [Fact]
    public void That_the_first_places_are_looked_at_most_is_no_foresight()
    {
        // Whoever stands first is taken, and the model adds most to whoever stands first.
        var foresight = Of([.. Enumerable.Range(0, 50).Select(n => Judged.List(n, (0.9f, 2, true), (0.5f, 0, true), (0.1f, 0, false)))]);

        Assert.Equal(0, foresight.Correlation, 1e-6);
    }

    [Fact]
    public void Equally_much_for_everybody_in_a_list_is_no_foresight()
    {
        var foresight = Of([.. Enumerable.Range(0, 50).Select(n => Judged.List(n, (n, n % 3, true), (n, 0, true)))]);

        Assert.Equal(0, foresight.Correlation, 1e-6);
    }

    [Fact]
    public void Being_surer_of_what_the_current_model_says_is_no_foresight_but_turning_it_round_is()
    {
        JudgedList[] right = [.. Enumerable.Range(0, 30).Select(n => Judged.List(n, (n % 2, n % 2, true), (1 - (n % 2), 1 - (n % 2), true)))];

        Assert.Equal(0, Of(right, new Judged.ByFirstSignal(1), new Judged.ByFirstSignal(3)).Correlation, 1e-6);
        Assert.Equal(1, Of(right, new Judged.ByFirstSignal(-1), new Judged.ByFirstSignal(1)).Correlation, 1e-6);
    }

    [Fact]
    public void Chance_is_hardly_ever_taken_for_foresight_and_a_little_knowledge_is_seen()
    {
        int[] seeds = [.. Enumerable.Range(1, 100)];

        Assert.InRange(seeds.Count(seed => Drawn(seed, knowledge: 0).PValue <= 0.05), 0, 11);
        Assert.InRange(seeds.Count(seed => Drawn(seed, knowledge: 0.6).PValue <= 0.05), 90, 100);
    }

    [Fact]
    public void Without_lists_nothing_is_known() => Assert.Equal(new Foresight(0, 1), new ForesightTest().Result(seed: 1));

    private static Foresight Drawn(int seed, double knowledge)
    {
        var random = new Random(seed);
        return Of([.. Enumerable.Range(0, 60).Select(n => Judged.List(n, [.. Enumerable.Range(0, 8).Select(_ => Partner())]))]);

        (float, int, bool) Partner()
        {
            var value = random.NextSingle();
            var isWanted = random.NextDouble() < 0.2 + (knowledge * (value - 0.5));
            return (value, isWanted ? 1 : 0, isWanted || random.Next(2) == 0);
        }
    }

    private static Foresight Of(JudgedList[] lists) => Of(lists, Nothing, Forwards);

    private static Foresight Of(JudgedList[] lists, Judged.ByFirstSignal current, Judged.ByFirstSignal candidate)
    {
        var test = new ForesightTest();
        foreach (var list in lists) test.Add(list, list.ScoresBy(current), list.ScoresBy(candidate));
        return test.Result(seed: 1);
    }
}
