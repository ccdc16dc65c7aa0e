using System.Text;
using System.Text.Json.Nodes;
using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Learning;

namespace Kem.Match.Engine.Tests.Learning;

public class XgboostJsonTests
{
    /// <summary>
    /// Written as XGBoost 1.7 writes it: one split on feature 1 at x &lt; 0.50022, learning rate 0.3, and a pruned pair of
    /// nodes in between that no path leads to.
    /// </summary>
    private const string Model = """
        {"learner":{"attributes":{},"feature_names":[],"feature_types":[],"gradient_booster":{"model":{"gbtree_model_param":
        {"num_parallel_tree":"1","num_trees":"1","size_leaf_vector":"0"},"tree_info":[0],"trees":[{"base_weights":[5E-1,7E0,7E0,-1E0,2E0],
        "categories":[],"categories_nodes":[],"categories_segments":[],"categories_sizes":[],"default_left":[1,0,0,0,0],"id":0,
        "left_children":[3,-1,-1,-1,-1],"loss_changes":[9.5E2,0E0,0E0,0E0,0E0],"parents":[2147483647,0,0,0,0],"right_children":[4,-1,-1,-1,-1],
        "split_conditions":[5.0022E-1,0E0,0E0,-3E-1,6E-1],"split_indices":[1,0,0,0,0],"split_type":[0,0,0,0,0],
        "sum_hessian":[1E3,0E0,0E0,4E2,6E2],"tree_param":{"num_deleted":"2","num_feature":"2","num_nodes":"5","size_leaf_vector":"0"}}]},
        "name":"gbtree"},"learner_model_param":{"base_score":"5E-1","boost_from_average":"1","num_class":"0","num_feature":"2","num_target":"1"},
        "objective":{"name":"rank:pairwise","lambda_rank_param":{"num_pairsample":"1"}}},"version":[1,7,4]}
        """;

    [Fact]
    public void Reads_a_model_as_XGBoost_means_it()
    {
        var ensemble = Read(Model);
        var tree = ensemble.Trees.Single();

        Assert.Equal(2, ensemble.FeatureCount);
        Assert.Equal(0.5, ensemble.BaseScore);
        Assert.Equal(3, tree.NodeCount);
        Assert.Equal([1000f, 400f, 600f], tree.Cover);
        Assert.Equal([950f, 0f, 0f], tree.Gain);
        Assert.Equal([0.15f, -0.3f, 0.6f], tree.Value);
        Assert.Equal(0.2, ensemble.Score([9, MathF.BitDecrement(0.50022f)]), 1e-7);
        Assert.Equal(1.1, ensemble.Score([9, 0.50022f]), 1e-7);
        Assert.Equal(0.2, ensemble.Score([9, float.NaN]), 1e-7);
    }

    [Theory]
    [InlineData("binary:logistic", "0.5", 0)]
    [InlineData("reg:logistic", "2.5E-1", -1.0986122886681098)]
    [InlineData("reg:squarederror", "-2", -2)]
    public void Starts_from_the_base_score_before_the_objective(string objective, string baseScore, double score) =>
        Assert.Equal(score, Read(Model.Replace("rank:pairwise", objective).Replace("\"5E-1\"", $"\"{baseScore}\"")).BaseScore, 1e-12);

    [Fact]
    public void A_model_that_is_written_and_read_gives_the_same_scores()
    {
        var random = new RandomTrees(11, 6);
        var ensemble = new TreeEnsemble([.. random.Trees(20, leaves: 31, depth: 8), random.Tree(1, 0)], 6, 0.25);

        var copy = Read(Written(ensemble));

        Assert.Equal(Written(copy), Written(Read(Written(copy))));
        Assert.Equal(ensemble.BaseScore, copy.BaseScore);
        for (var n = 0; n < 200; n++)
        {
            var row = random.Rows(1).Select(v => Math.Min(v, 1e38f)).ToArray();
            var (ours, theirs) = (new double[6], new double[6]);
            ensemble.AddContributionsTo(row, ours);
            copy.AddContributionsTo(row, theirs);

            Assert.Equal(ensemble.Score(row), copy.Score(row));
            for (var i = 0; i < ours.Length; i++) Assert.Equal(ours[i], theirs[i], 1e-12);
        }
    }

    [Fact]
    public void Features_keep_their_names_and_without_names_have_numbers()
    {
        string[] names = ["target-groups", "\"æ\""];

        Assert.Equal(names, ReadModel(Written(new TreeEnsemble([], 2, 0), names)).Names);
        Assert.Equal(["1", "2"], ReadModel(Model).Names);
        Assert.Throws<ArgumentException>(() => Written(new TreeEnsemble([], 2, 0), "only one"));
        Assert.Equal(["1", "2"], ReadModel(Model.Replace("\"feature_names\":[],", "")).Names);
    }

    [Fact]
    public void Writes_numbers_as_XGBoost_does()
    {
        var tree = new RegressionTree
        {
            Feature = [0, -1, -1],
            Threshold = [0, 0, 0],
            MissingGoesLeft = [true, false, false],
            Left = [1, 0, 0],
            Right = [2, 0, 0],
            Value = [-0f, 0.1f, -1234.5f],
            Cover = [1000, 500, 500],
            Gain = [0.33333334f, 0, 0],
        };

        var json = Written(new TreeEnsemble([tree], 1, 0.5));

        Assert.Contains("\"base_weights\":[-0E0,1E-1,-1.2345E3]", json);
        Assert.Contains("\"split_conditions\":[1E-45,1E-1,-1.2345E3]", json);
        Assert.Contains("\"loss_changes\":[3.3333334E-1,0E0,0E0]", json);
        Assert.Contains("\"parents\":[2147483647,0,0]", json);
        Assert.Contains("\"default_left\":[1,0,0]", json);
        Assert.Contains("\"sum_hessian\":[1E3,5E2,5E2]", json);
        Assert.Contains("\"base_score\":\"5E-1\"", json);
    }

    [Fact]
    public void A_split_on_whether_a_value_is_there_keeps_its_meaning()
    {
        var tree = new RegressionTree
        {
            Feature = [0, -1, -1],
            Threshold = [float.MaxValue, 0, 0],
            MissingGoesLeft = [false, false, false],
            Left = [1, 0, 0],
            Right = [2, 0, 0],
            Value = [0, 1, 2],
            Cover = [2, 1, 1],
            Gain = [1, 0, 0],
        };

        var json = Written(new TreeEnsemble([tree], 1, 0));

        Assert.Contains("\"split_conditions\":[3.4028235E38,", json);
        Assert.Equal(1, Read(json).Score([1e38f]));
        Assert.Equal(2, Read(json).Score([float.NaN]));
    }

    [Theory]
    [InlineData("\"name\":\"gbtree\"", "\"name\":\"dart\"", "'dart' is not supported")]
    [InlineData("\"num_class\":\"0\"", "\"num_class\":\"3\"", "several classes")]
    [InlineData("\"num_class\":\"0\"", "\"num_class\":\"no\"", "'learner.learner_model_param.num_class': must be a whole number")]
    [InlineData("\"num_target\":\"1\"", "\"num_target\":\"2\"", "several targets")]
    [InlineData("\"split_type\":[0", "\"split_type\":[1", "categorical")]
    [InlineData("\"num_nodes\":\"5\",\"size_leaf_vector\":\"0\"", "\"num_nodes\":\"5\",\"size_leaf_vector\":\"4\"", "a leaf of several values")]
    [InlineData("rank:pairwise", "survival:cox", "the objective 'survival:cox' is not supported")]
    [InlineData("\"5E-1\"", "\"[5E-1]\"", "'[5E-1]' is not a number")]
    [InlineData("\"right_children\":[4,", "\"right_children\":[", "trees[0].right_children': must have one entry per node (5)")]
    [InlineData("\"left_children\":[3,-1,-1,-1,-1]", "\"left_children\":[]", "must have one entry per node (0)")]
    [InlineData("\"right_children\":[4,", "\"right_children\":[5,", "node 0 has no child 5")]
    [InlineData("\"left_children\":[3,-1,-1,-1,-1]", "\"left_children\":[3,-1,-1,3,-1]", "node 3 has no child -1")]
    [InlineData("\"split_indices\":[1,", "\"split_indices\":[2,", "node 0 asks about feature 2 of 2")]
    [InlineData("\"split_indices\":[1,", "\"split_indices\":[1.5,", "split_indices[0]': must be a whole number")]
    [InlineData("\"sum_hessian\":[1E3,", "\"sum_hessian\":[-1E3,", "node 0 has no cover")]
    [InlineData("\"sum_hessian\":[1E3,", "\"sum_hessian\":[1E39,", "sum_hessian[0]': is too large a number")]
    [InlineData("\"sum_hessian\":[1E3,", "\"sum_hessian\":[1E400,", "sum_hessian[0]': must be a number")]
    [InlineData("\"sum_hessian\":[1E3,", "\"sum_hessian\":[\"x\",", "sum_hessian[0]': must be a number")]
    [InlineData("\"feature_names\":[]", "\"feature_names\":[\"a\"]", "there are 1 names for 2 features")]
    [InlineData("\"default_left\":[1,", "\"default_left\":[2,", "default_left[0]': must be true or false")]
    [InlineData("\"trees\":[{", "\"trees\":[1,{", "trees[0]': must be an object")]
    [InlineData("\"learner\":{", "\"learned\":{", "'learner': is missing")]
    [InlineData("\"name\":\"gbtree\"", "\"name\":1", "'learner.gradient_booster.name': must be a text")]
    [InlineData("\"attributes\":{},", "\"attributes\":{},\"attributes\":{},", "is not valid JSON")]
    public void Refuses_what_it_cannot_read(string from, string to, string why)
    {
        Assert.Contains(from, Model);
        Assert.Contains(why, Assert.Throws<InterchangeException>(() => Read(Model.Replace(from, to))).Message);
    }

    [Theory]
    [InlineData("1E0")]
    [InlineData("0E0")]
    public void Refuses_a_base_score_that_is_no_probability(string baseScore) =>
        Assert.Contains("is not a probability", Assert.Throws<InterchangeException>(
            () => Read(Model.Replace("rank:pairwise", "binary:logistic").Replace("\"5E-1\"", $"\"{baseScore}\""))).Message);

    [Fact]
    public void Refuses_nodes_in_a_circle()
    {
        var circle = Model.Replace("\"left_children\":[3,-1,-1,-1,-1]", "\"left_children\":[3,-1,-1,3,-1]").Replace("\"right_children\":[4,-1,-1,-1,-1]", "\"right_children\":[4,-1,-1,4,-1]");

        Assert.Contains("more than one parent", Assert.Throws<InterchangeException>(() => Read(circle)).Message);
    }

    [Fact]
    public void Refuses_every_file_that_ends_too_early()
    {
        for (var length = 0; length < Model.Length; length += 7)
        {
            Assert.Throws<InterchangeException>(() => Read(Model[..length]));
        }

        Assert.Contains("must hold a JSON object", Assert.Throws<InterchangeException>(() => Read("[]")).Message);
    }

    [Fact]
    public void Reads_directions_as_true_and_false_and_does_without_newer_fields()
    {
        var node = JsonNode.Parse(Model)!;
        var tree = node["learner"]!["gradient_booster"]!["model"]!["trees"]![0]!.AsObject();
        tree["default_left"] = new JsonArray(true, false, false, false, false);
        tree.Remove("split_type");
        node["learner"]!["learner_model_param"]!.AsObject().Remove("num_target");

        Assert.Equal(Read(Model).Score([0, float.NaN]), Read(node.ToJsonString()).Score([0, float.NaN]));
    }

    private static TreeEnsemble Read(string json) => ReadModel(json).Trees;

    private static XgboostModel ReadModel(string json) => XgboostJson.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "model.json");

    private static string Written(TreeEnsemble ensemble, params string[] names)
    {
        using var stream = new MemoryStream();
        XgboostJson.Write(new XgboostModel(ensemble, names), stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
