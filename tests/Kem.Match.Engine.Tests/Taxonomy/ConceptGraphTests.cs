using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Tests.Taxonomy;

public class ConceptGraphTests
{
    private const int SurplusFood = 0, Poverty = 1, Supermarket = 2, Food = 3, Vulnerable = 4, Soup = 5;

    private static readonly Link[] Links =
    [
        new(Relation.IsA, SurplusFood, Food, 0.9f),
        new(Relation.IsA, Soup, Food, 0.9f),
        new(Relation.HelpsWith, SurplusFood, Poverty, 0.6f),
        new(Relation.Reaches, SurplusFood, Vulnerable, 0.5f),
        new(Relation.Gives, Supermarket, SurplusFood, 0.8f),
    ];

    /// <summary>Food has two kinds among six codes, so it is 1 − ln 3 ÷ ln 6 = 0.3869 special.</summary>
    private static readonly float FoodIsSpecial = 1 - (MathF.Log(3) / MathF.Log(6));

    private static readonly ConceptGraph Graph = ConceptGraph.Of(6, Links);

    [Fact]
    public void One_relation_counts_by_its_weight_and_less_backwards()
    {
        Assert.Equal(1f, Graph.Nearness(Food, Food));
        Assert.Equal(0.9f, Graph.Nearness(Food, SurplusFood));
        Assert.Equal(0.9f * FoodIsSpecial, Graph.Nearness(SurplusFood, Food), 1e-6);
        Assert.Equal(0.6f, Graph.Nearness(Poverty, SurplusFood));
        Assert.Equal(0.3f, Graph.Nearness(SurplusFood, Poverty), 1e-6);
        Assert.Equal(0.8f, Graph.Nearness(SurplusFood, Supermarket));
    }

    [Fact]
    public void What_a_code_answers_is_the_same_from_the_other_end()
    {
        var answers = from wanted in Enumerable.Range(0, 6) from near in Graph.Neighbours(wanted).ToArray() select (wanted, near.Code, near.Weight);
        var answered = from had in Enumerable.Range(0, 6) from wish in Graph.Answered(had).ToArray() select (wish.Code, had, wish.Weight);

        Assert.Equal(answers.Order(), answered.Order());
    }

    [Fact]
    public void Two_relations_multiply()
    {
        // Poverty is helped by surplus food (0.6), which a supermarket has (0.8).
        Assert.Equal(0.48f, Graph.Nearness(Poverty, Supermarket), 1e-6);

        // Both are food: 0.9 × 0.3869 × 0.9.
        Assert.Equal(0.9f * FoodIsSpecial * 0.9f, Graph.Nearness(SurplusFood, Soup), 1e-6);
    }

    [Fact]
    public void Three_relations_are_too_far()
    {
        // A supermarket gives surplus food, which is food, of which soup is a kind.
        Assert.Equal(0f, Graph.Nearness(Soup, Supermarket));
    }

    [Fact]
    public void Two_sure_relations_count_for_no_more_than_the_cap()
    {
        var graph = ConceptGraph.Of(3, [new(Relation.IsA, 0, 1, 1f), new(Relation.IsA, 1, 2, 1f)]);
        Assert.Equal(ConceptGraph.MostOverTwoSteps, graph.Nearness(2, 0));
    }

    [Fact]
    public void A_circle_ends()
    {
        var graph = ConceptGraph.Of(3, [new(Relation.IsA, 0, 1, 0.9f), new(Relation.IsA, 1, 2, 0.9f), new(Relation.IsA, 2, 0, 0.9f)]);

        Assert.Equal([new CodeWeight(1, 0.9f), new CodeWeight(2, 0.75f)], graph.Meaning(0).ToArray());
        Assert.Equal(1f, graph.Nearness(0, 0));
    }

    [Fact]
    public void A_concept_means_its_kinds_and_whom_it_reaches_and_gives_what_it_implies()
    {
        Assert.Equal([Food, Vulnerable], Graph.Meaning(SurplusFood).ToArray().Select(m => m.Code));
        Assert.Equal([new CodeWeight(SurplusFood, 0.8f), new CodeWeight(Food, 0.8f * 0.9f)], Graph.Given(Supermarket).ToArray());
        Assert.Empty(Graph.Meaning(Supermarket).ToArray());
    }

    [Fact]
    public void A_code_with_very_many_answers_keeps_the_nearest()
    {
        var kinds = Enumerable.Range(1, 500).Select(i => new Link(Relation.IsA, i, 0, i / 500f));
        var neighbours = ConceptGraph.Of(501, kinds).Neighbours(0).ToArray();

        Assert.Equal(ConceptGraph.MostNeighbours, neighbours.Length);
        Assert.Contains(neighbours, n => n.Code == 500);
        Assert.DoesNotContain(neighbours, n => n.Code == 1);
        Assert.Equal(neighbours.OrderBy(n => n.Code), neighbours);
    }
}
