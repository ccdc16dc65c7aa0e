using Kem.Match.Engine.Learning;
using Kem.Match.Web.Features.Suggestions;

namespace Kem.Match.Web.Tests.Suggestions;

public sealed class ModelCommandsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kem-models").FullName;
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_model_goes_to_XGBoost_and_back_with_its_names_and_scores()
    {
        WriteModel("model.json");

        Assert.Equal(0, ExportCommand.Run(["--model", At("model.json"), "--xgboost", At("xgb.json")], output, errors));
        Assert.Equal(0, ImportCommand.Run(["--model", At("back.json"), "--xgboost", At("xgb.json")], output, errors));

        var back = ReadModel("back.json");
        Assert.Equal(["a", "b"], back.Signals);
        Assert.Equal([2.5, 1.5], new[] { back.Trees.Score([1, 0]), back.Trees.Score([0, 0]) });
        Assert.Equal("XGBoost", back.Training.Settings["trainer"]);
        Assert.Contains("1 trees over 2 signals", output.ToString());
        Assert.Contains(back.Hash, output.ToString());
    }

    /// <summary>
    /// Scores 1.5, 2.5 and 1.5; the relevant row of the first query is third (equal scores keep their order), so NDCG@1 is 0
    /// and NDCG@3 is 1/log₂4 = 0.5. The second query has no relevant row and is left out.
    /// </summary>
    [Fact]
    public void Scores_an_SVMLight_file_a_line_a_row()
    {
        WriteModel("model.json");
        File.WriteAllText(At("rows.txt"), "0 qid:1 1:0.5\n0 qid:1 1:0.75 2:1\n1 qid:1 2:9\n0 qid:2 1:1\n");

        Assert.Equal(0, ScoreCommand.Run(["--model", At("model.json"), "--judgments", At("rows.txt"), "--out", At("scores.txt")], output, errors));
        Assert.Equal(["1.5", "2.5", "1.5", "2.5"], File.ReadAllLines(At("scores.txt")));
        Assert.Contains("NDCG@1  0.0000", output.ToString());
        Assert.Contains("NDCG@3  0.5000", output.ToString());
        Assert.Contains("NDCG@10 0.5000", output.ToString());
        Assert.Contains("1 of 2 queries have a relevant row", output.ToString());
    }

    [Fact]
    public void Without_a_file_to_write_only_the_scores_are_printed()
    {
        WriteModel("model.json");
        File.WriteAllText(At("rows.txt"), "1 qid:1 1:1\n");

        Assert.Equal(0, ScoreCommand.Run(["--model", At("model.json"), "--judgments", At("rows.txt")], output, errors));

        Assert.Equal("2.5", output.ToString().Trim());
        Assert.Contains("NDCG@1  1.0000", errors.ToString());
    }

    [Fact]
    public void Says_so_when_no_query_has_a_relevant_row()
    {
        WriteModel("model.json");
        File.WriteAllText(At("rows.txt"), "0 qid:1 1:1\n");

        Assert.Equal(0, ScoreCommand.Run(["--model", At("model.json"), "--judgments", At("rows.txt")], output, errors));

        Assert.Contains("0 of 1 queries have a relevant row", errors.ToString());
        Assert.DoesNotContain("NaN", errors.ToString());
    }

    [Fact]
    public void Refuses_rows_that_the_model_does_not_know()
    {
        WriteModel("model.json");
        File.WriteAllText(At("wide.txt"), "0 qid:1 3:1\n");
        File.WriteAllText(At("broken.txt"), "0 1:1\n");

        Assert.Equal(2, ScoreCommand.Run(["--model", At("model.json"), "--judgments", At("wide.txt")], output, errors));
        Assert.Equal(2, ScoreCommand.Run(["--model", At("model.json"), "--judgments", At("broken.txt")], output, errors));

        Assert.Contains("wide.txt has 3 features; the model knows 2.", errors.ToString());
        Assert.Contains("broken.txt, line 1", errors.ToString());
    }

    [Fact]
    public void Refuses_options_that_it_does_not_know()
    {
        Assert.Equal(2, ExportCommand.Run(["--modle", "x"], output, errors));
        Assert.Equal(2, ExportCommand.Run(["--model"], output, errors));
        Assert.Equal(2, ImportCommand.Run(["--model", "x", "--model", "y"], output, errors));
        Assert.Equal(2, ImportCommand.Run(["--model", "x"], output, errors));

        Assert.Contains("--modle is not an option. export --model FILE", errors.ToString());
        Assert.Contains("--model needs a value", errors.ToString());
        Assert.Contains("--model is given twice", errors.ToString());
        Assert.Contains("--xgboost is missing", errors.ToString());
    }

    [Fact]
    public void Says_what_is_wrong_with_a_file()
    {
        File.WriteAllText(At("broken.json"), "{");

        Assert.Equal(2, ExportCommand.Run(["--model", At("broken.json"), "--xgboost", At("xgb.json")], output, errors));
        Assert.Equal(2, ImportCommand.Run(["--xgboost", At("broken.json"), "--model", At("model.json")], output, errors));
        Assert.Equal(2, ExportCommand.Run(["--model", At("missing.json"), "--xgboost", At("xgb.json")], output, errors));

        Assert.Contains($"{At("broken.json")}, line 1: is not valid JSON", errors.ToString());
        Assert.Contains("missing.json", errors.ToString());
        Assert.False(File.Exists(At("xgb.json")));
        Assert.False(File.Exists(At("model.json")));
    }

    [Fact]
    public void Judged_rows_become_a_model_that_orders_them()
    {
        File.WriteAllLines(At("rows.txt"), Enumerable.Range(0, 200).Select(n => $"{n % 4} qid:{n / 20} 1:{n % 7} 2:{n % 4}.5"));

        Assert.Equal(0, TrainCommand.Run(["--judgments", At("rows.txt"), "--model", At("model.json"), "--trees", "10", "--leaf-rows", "5", "--threads", "2"], output, errors));
        Assert.Equal(0, TrainCommand.Run(["--judgments", At("rows.txt"), "--model", At("again.json"), "--trees", "10", "--leaf-rows", "5"], output, errors));

        var model = ReadModel("model.json");
        Assert.Equal(["1", "2"], model.Signals);
        Assert.True(model.Trees.Score([0, 3.5f]) > model.Trees.Score([0, 2.5f]));
        Assert.Equal((200, 1, "10"), (model.Training.Judgments, model.Training.Seed, model.Training.Settings["trees"]));
        Assert.Equal(File.ReadAllText(At("model.json")), File.ReadAllText(At("again.json")));
        Assert.Contains("200 rows in 10 queries, 0 of them held out: 10 of 10 trees kept", output.ToString());
        Assert.Contains(model.Hash, output.ToString());
    }

    [Fact]
    public void Training_stops_when_held_out_queries_no_longer_gain()
    {
        File.WriteAllLines(At("rows.txt"), Enumerable.Range(0, 200).Select(n => $"{n % 4} qid:{n / 20} 1:{n % 7} 2:{n % 4}.5"));

        Assert.Equal(0, TrainCommand.Run(["--judgments", At("rows.txt"), "--model", At("model.json"), "--held-out", "0.2", "--patience", "3", "--objective", "regression"], output, errors));

        Assert.Contains("2 of them held out", output.ToString());
        Assert.Equal(1.0, ReadModel("model.json").Training.Metrics["held-out ndcg@10"], 1e-9);
        Assert.Equal("regression", ReadModel("model.json").Training.Settings["objective"]);
    }

    [Theory]
    [InlineData("1 1:2", "rows.txt, line 1: there is no query id")]
    [InlineData("", "rows.txt has no rows.")]
    [InlineData("1 qid:1 1:2", "Leaves may not be 1.", "--leaves", "1")]
    [InlineData("1 qid:1 1:2", "--trees is a whole number, not ten.", "--trees", "ten")]
    [InlineData("1 qid:1 1:2", "--rate is a number, not fast.", "--rate", "fast")]
    [InlineData("1 qid:1 1:2", "--objective is lambda or regression, not luck.", "--objective", "luck")]
    public void Training_says_what_it_cannot_take(string line, string message, params string[] options)
    {
        File.WriteAllText(At("rows.txt"), line);

        Assert.Equal(2, TrainCommand.Run(["--judgments", At("rows.txt"), "--model", At("model.json"), .. options], output, errors));

        Assert.Contains(message, errors.ToString());
        Assert.False(File.Exists(At("model.json")));
    }

    // a ≤ ½ → 1, else 2; base score ½.
    private void WriteModel(string name)
    {
        var tree = new RegressionTree
        {
            Feature = [0, -1, -1],
            Threshold = [0.5f, 0, 0],
            MissingGoesLeft = [true, false, false],
            Left = [1, 0, 0],
            Right = [2, 0, 0],
            Value = [0, 1, 2],
            Cover = [2, 1, 1],
            Gain = [1, 0, 0],
        };
        var training = new ModelTraining(null, null, 2, 1, new Dictionary<string, string>(), new Dictionary<string, double>());

        using var file = File.Create(At(name));
        new ModelFile(["a", "b"], new TreeEnsemble([tree], 2, 0.5), training).Write(file);
    }

    private ModelFile ReadModel(string name)
    {
        using var file = File.OpenRead(At(name));
        return ModelFile.Read(file, name);
    }

    private string At(string name) => Path.Combine(folder, name);
}
