using Kem.Match.Engine.Evaluation;

namespace Kem.Match.Engine.Tests.Evaluation;

public class GuideTests
{
    [Fact]
    public void The_guides_own_partnerships_are_found_among_the_first_three()
    {
        var result = Run("guide", "organisations.jsonl", "cases.jsonl");
        Assert.True(result.All.Engine.RecallAt[3] >= 0.90, Table(result));
    }

    [Fact]
    public void A_run_has_one_line_a_case_with_every_organisation_of_the_type()
    {
        var result = Run("guide", "organisations.jsonl", "cases.jsonl");
        using var writer = new StringWriter();
        result.WriteRun(writer);

        var lines = writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(result.All.Cases, lines.Length);
        Assert.All(lines, l => Assert.StartsWith("{\"case_id\":\"", l, StringComparison.Ordinal));
        Assert.All(result.Cases, c => Assert.Equal(c.Baseline.Order(StringComparer.Ordinal), c.Ranked.Order(StringComparer.Ordinal)));
    }

    private static EvaluationResult Run(string folder, string organisations, string cases)
    {
        var path = Path.Combine(Checkout.Root, "data", folder);
        using var first = File.OpenText(Path.Combine(path, organisations));
        using var second = File.OpenText(Path.Combine(path, cases));
        return RankingEvaluation.Run(first, organisations, second, cases, Demo.Ranker, 1, 3, 10);
    }

    private static string Table(EvaluationResult result)
    {
        using var writer = new StringWriter();
        result.WriteTable(writer);
        return writer.ToString();
    }
}
