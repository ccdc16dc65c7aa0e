using System.Text;
using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Learning;

namespace Kem.Match.Engine.Tests.Learning;

public class ModelFileTests
{
    private static readonly string[] Signals = ["target-groups", "nearness", "æøå"];

    [Fact]
    public void What_is_written_is_read()
    {
        var model = Model();

        var copy = Read(Text(model));

        Assert.Equal(model.Signals, copy.Signals);
        Assert.Equal(model.Hash, copy.Hash);
        Assert.Equal(Text(model), Text(copy));
        Assert.Equal(new DateOnly(2026, 1, 31), copy.Training.From);
        Assert.Equal(new DateOnly(2026, 11, 1), copy.Training.To);
        Assert.Equal(1234, copy.Training.Judgments);
        Assert.Equal(7, copy.Training.Seed);
        Assert.Equal("0.1", copy.Training.Settings["rate"]);
        Assert.Equal(0.75, copy.Training.Metrics["ndcg@5"]);

        var rows = new RandomTrees(1, Signals.Length).Rows(100);
        var (ours, theirs) = (new double[100], new double[100]);
        model.Trees.AddTo(rows, ours);
        copy.Trees.AddTo(rows, theirs);
        Assert.Equal(ours, theirs);
    }

    [Fact]
    public void The_hash_is_the_SHA_256_of_the_content_as_it_stands_in_the_file()
    {
        var model = Model();
        var text = Text(model);
        var content = text[(text.IndexOf("\"content\":", StringComparison.Ordinal) + "\"content\":".Length)..^1];

        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(content))), model.Hash);
    }

    [Fact]
    public void The_hash_does_not_hang_on_the_order_of_settings_or_on_white_space()
    {
        var model = Model();
        var training = model.Training with { Settings = new Dictionary<string, string> { ["rate"] = "0.1", ["leaves"] = "31" } };

        Assert.Equal(model.Hash, new ModelFile(Signals, model.Trees, training).Hash);
        Assert.Equal(model.Hash, Read(Text(model).Replace(",", " ,\n ")).Hash);
    }

    [Fact]
    public void A_model_from_judgments_without_days_has_no_window()
    {
        var model = Model();

        var copy = Read(Text(new ModelFile(Signals, model.Trees, model.Training with { From = null, To = null })));

        Assert.Null(copy.Training.From);
        Assert.Null(copy.Training.To);
    }

    [Fact]
    public void A_model_without_trees_can_be_kept()
    {
        var empty = new ModelFile(Signals, new TreeEnsemble([], 3, 1.5), Model().Training);

        Assert.Equal(1.5, Read(Text(empty)).Trees.Score([1, 2, 3]));
    }

    [Fact]
    public void A_leaf_has_no_threshold_to_write()
    {
        var tree = new RandomTrees(3, 3).Tree(leaves: 2, depth: 1);
        tree.Threshold[1] = float.NaN;

        Assert.Equal(0, Read(Text(new ModelFile(Signals, new TreeEnsemble([tree], 3, 0), Model().Training))).Trees.Trees[0].Threshold[1]);
    }

    [Theory]
    [InlineData("\"format\":\"kem-match-model\"", "\"format\":\"other\"", "field 'format': 'other' is not 'kem-match-model'")]
    [InlineData("\"version\":1", "\"version\":2", "field 'version': 2 is not known; 1 is")]
    [InlineData("\"version\":1", "\"version\":\"1\"", "field 'version': must be a whole number")]
    [InlineData("\"version\":1,", "", "field 'version': is missing")]
    [InlineData("\"judgments\":1234", "\"judgments\":1235", "field 'sha256': the content was changed")]
    [InlineData("\"base_score\":0.5", "\"base_score\":0.25", "field 'sha256': the content was changed")]
    [InlineData("\"from\":\"2026-01-31\"", "\"from\":\"31.1.2026\"", "field 'content.training.from': must be a day, yyyy-mm-dd")]
    [InlineData("\"from\":\"2026-01-31\",", "", "field 'content.training.from': is missing")]
    [InlineData("\"judgments\":1234", "\"judgments\":12.5", "field 'content.training.judgments': must be a whole number")]
    [InlineData("\"ndcg@5\":0.75", "\"ndcg@5\":true", "field 'content.training.metrics.ndcg@5': must be a number")]
    [InlineData("\"rate\":\"0.1\"", "\"rate\":0.1", "field 'content.training.settings.rate': must be a text")]
    [InlineData("\"signals\":[\"target-groups\"", "\"signals\":[1", "field 'content.signals[0]': must be a text")]
    [InlineData("\"signals\":[\"target-groups\",", "\"signals\":[", "field 'content.trees': tree ")]
    [InlineData("\"left\":[", "\"left\":[-1,", "its arrays differ in length")]
    [InlineData("\"trees\":[", "\"trees\":{},\"x\":[", "field 'content.trees': must be a list")]
    [InlineData("\"missing_goes_left\":[", "\"missing_goes_left\":[null,", "trees[0].missing_goes_left[0]': must be a whole number")]
    public void Refuses_what_is_not_as_it_was_written(string from, string to, string why)
    {
        var text = Text(Model());
        Assert.Contains(from, text);

        Assert.Contains(why, Assert.Throws<InterchangeException>(() => Read(text.Replace(from, to))).Message);
    }

    [Fact]
    public void Refuses_every_file_that_ends_too_early()
    {
        var text = Text(Model());

        for (var length = 0; length < text.Length; length += 37)
        {
            Assert.Contains("model.json, line 1", Assert.Throws<InterchangeException>(() => Read(text[..length])).Message);
        }
    }

    [Fact]
    public void Says_which_signals_differ()
    {
        var text = Text(Model());

        Assert.Contains("(missing: rest; no longer there: nearness)", Refusal("target-groups", "rest", "æøå"));
        Assert.Contains("(missing: rest; no longer there: none)", Refusal("target-groups", "nearness", "æøå", "rest"));
        Assert.Contains("in another order: target-groups, nearness, æøå", Refusal("nearness", "target-groups", "æøå"));
        Assert.Equal(3, ModelFile.Read(Stream(text), "model.json", Signals).Signals.Count);

        string Refusal(params string[] signals) =>
            Assert.Throws<InterchangeException>(() => ModelFile.Read(Stream(text), "model.json", signals)).Message;
    }

    [Fact]
    public void Refuses_names_for_other_trees() =>
        Assert.Contains("2 are named", Assert.Throws<ArgumentException>(() => new ModelFile(["a", "b"], Model().Trees, Model().Training)).Message);

    private static ModelFile Model() => new(
        Signals,
        new TreeEnsemble(new RandomTrees(5, Signals.Length).Trees(4, leaves: 7, depth: 4), Signals.Length, 0.5),
        new ModelTraining(
            new DateOnly(2026, 1, 31), new DateOnly(2026, 11, 1), 1234, 7,
            new Dictionary<string, string> { ["leaves"] = "31", ["rate"] = "0.1" },
            new Dictionary<string, double> { ["ndcg@5"] = 0.75, ["mrr"] = 0.5 }));

    private static string Text(ModelFile model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static ModelFile Read(string text) => ModelFile.Read(Stream(text), "model.json");

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
