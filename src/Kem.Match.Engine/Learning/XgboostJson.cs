using System.Globalization;
using System.Text.Json;
using Kem.Match.Engine.Interchange;

namespace Kem.Match.Engine.Learning;

/// <param name="Trees">The trees and the base score.</param>
/// <param name="Names">One per feature; where the file has none, their numbers from 1 as in SVMLight files.</param>
public sealed record XgboostModel(TreeEnsemble Trees, IReadOnlyList<string> Names);

/// <summary>
/// Reads and writes an ensemble in the JSON of XGBoost 1.7, so that either side's trees give the same scores. XGBoost
/// sends x &lt; t left and we send x ≤ t, so a threshold is the next float up there. Scores are what XGBoost calls the
/// margin: the sum before an objective turns it into, say, a probability.
/// </summary>
public static class XgboostJson
{
    private const int NoNode = -1;
    private const int NoParent = int.MaxValue;

    private static readonly int[] Version = [1, 7, 4];

    /// <summary>Objectives whose base score is a probability; the others that we read start from the base score itself.</summary>
    private static readonly string[] Logistic = ["binary:logistic", "binary:logitraw", "reg:logistic"];

    private static readonly string[] Plain =
        ["reg:squarederror", "reg:pseudohubererror", "reg:absoluteerror", "rank:pairwise", "rank:ndcg", "rank:map", "binary:hinge"];

    /// <exception cref="InterchangeException">The file is broken, or the model is of a kind that is not read; the message says which.</exception>
    public static XgboostModel Read(Stream content, string file)
    {
        var learner = JsonPart.Read(content, file).Object("learner");
        var booster = learner.Object("gradient_booster");
        var kind = booster.Text("name");
        if (kind != "gbtree") throw booster.Wrong("name", $"'{kind}' is not supported; only 'gbtree' is");

        var settings = learner.Object("learner_model_param");
        if (Whole(settings, "num_class") > 1) throw settings.Wrong("num_class", "a model of several classes is not supported");
        if (settings.Has("num_target") && Whole(settings, "num_target") > 1) throw settings.Wrong("num_target", "a model of several targets is not supported");

        var features = Whole(settings, "num_feature");
        RegressionTree[] trees = [.. booster.Object("model").Objects("trees").Select(ReadTree)];
        if (TreeShape.Fault(trees, features) is { } fault) throw booster.Wrong("model.trees", fault);

        var ensemble = new TreeEnsemble(trees, features, ReadBaseScore(learner.Object("objective"), settings));
        return new XgboostModel(ensemble, ReadNames(learner, features));
    }

    /// <summary>Writes the trees, the base score and the names, if any; XGBoost adds the trees up as floats.</summary>
    /// <exception cref="ArgumentException">There are names, but not one per feature.</exception>
    /// <remarks>
    /// A split on nothing but whether a value is there has the largest float as its threshold. No float comes after it, so in
    /// XGBoost such a split sends that one value right; every other value goes where it goes here.
    /// </remarks>
    public static void Write(XgboostModel model, Stream content)
    {
        var ensemble = model.Trees;
        if (model.Names.Count > 0 && model.Names.Count != ensemble.FeatureCount)
        {
            throw new ArgumentException($"There are {model.Names.Count} names for {ensemble.FeatureCount} features.", nameof(model));
        }

        using var json = new Utf8JsonWriter(content);
        json.WriteStartObject();
        json.WriteStartObject("learner");
        json.WriteStartObject("attributes");
        json.WriteEndObject();
        WriteArray(json, "feature_names", model.Names, Quoted);
        WriteEmpty(json, "feature_types");

        json.WriteStartObject("gradient_booster");
        json.WriteStartObject("model");
        json.WriteStartObject("gbtree_model_param");
        json.WriteString("num_parallel_tree", "1");
        json.WriteString("num_trees", Number(ensemble.Trees.Count));
        json.WriteString("size_leaf_vector", "0");
        json.WriteEndObject();
        WriteArray(json, "tree_info", ensemble.Trees, _ => "0");
        json.WriteStartArray("trees");
        for (var n = 0; n < ensemble.Trees.Count; n++) WriteTree(json, ensemble.Trees[n], n, ensemble.FeatureCount);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteString("name", "gbtree");
        json.WriteEndObject();

        json.WriteStartObject("learner_model_param");
        json.WriteString("base_score", Number((float)ensemble.BaseScore));
        json.WriteString("boost_from_average", "1");
        json.WriteString("num_class", "0");
        json.WriteString("num_feature", Number(ensemble.FeatureCount));
        json.WriteString("num_target", "1");
        json.WriteEndObject();

        // The plainest objective: its prediction is the margin.
        json.WriteStartObject("objective");
        json.WriteString("name", "reg:squarederror");
        json.WriteStartObject("reg_loss_param");
        json.WriteString("scale_pos_weight", "1");
        json.WriteEndObject();
        json.WriteEndObject();

        json.WriteEndObject();
        WriteArray(json, "version", Version, Number);
        json.WriteEndObject();
    }

    private static RegressionTree ReadTree(JsonPart tree)
    {
        if (tree.Has("split_type") && tree.Wholes("split_type").Any(t => t != 0)) throw tree.Wrong("split_type", "a categorical split is not supported");
        if (Whole(tree.Object("tree_param"), "size_leaf_vector") > 1) throw tree.Wrong("tree_param.size_leaf_vector", "a leaf of several values is not supported");

        var (left, right) = (tree.Wholes("left_children"), tree.Wholes("right_children"));
        var condition = Same(tree.Floats("split_conditions"), "split_conditions");
        var feature = Same(tree.Wholes("split_indices"), "split_indices");
        var missing = Same(tree.Claims("default_left"), "default_left");
        var cover = Same(tree.Floats("sum_hessian"), "sum_hessian");
        var gain = Same(tree.Floats("loss_changes"), "loss_changes");
        var weight = Same(tree.Floats("base_weights"), "base_weights");
        Same(right, "right_children");

        // Pruned nodes stay in the file but no path leads to them.
        List<int> kept = [0];
        var (lefts, rights) = (new List<int>(), new List<int>());
        for (var n = 0; n < kept.Count; n++)
        {
            lefts.Add(Keep(left, "left_children", kept[n]));
            rights.Add(Keep(right, "right_children", kept[n]));
        }

        var rate = LearningRate(kept.Find(n => left[n] == NoNode && weight[n] != 0));
        return new RegressionTree
        {
            Feature = [.. kept.Select(n => left[n] == NoNode ? RegressionTree.Leaf : feature[n])],
            Threshold = [.. kept.Select(n => left[n] == NoNode ? 0 : MathF.BitDecrement(condition[n]))],
            MissingGoesLeft = [.. kept.Select(n => missing[n])],
            Left = [.. lefts],
            Right = [.. rights],
            Value = [.. kept.Select(n => left[n] == NoNode ? condition[n] : weight[n] * rate)],
            Cover = [.. kept.Select(n => cover[n])],
            Gain = [.. kept.Select(n => gain[n])],
        };

        T[] Same<T>(T[] values, string field) =>
            values.Length == left.Length && left.Length > 0 ? values : throw tree.Wrong(field, $"must have one entry per node ({left.Length})");

        int Keep(int[] children, string field, int node)
        {
            var child = children[node];
            if (left[node] == NoNode && right[node] == NoNode) return 0;
            if (child <= 0 || child >= left.Length) throw tree.Wrong(field, $"node {node} has no child {child}");
            if (kept.Count >= left.Length) throw tree.Wrong(field, "a node has more than one parent");

            kept.Add(child);
            return kept.Count - 1;
        }

        // A leaf's value is its weight times the learning rate, which the file does not say.
        float LearningRate(int leaf) => left[leaf] == NoNode && weight[leaf] != 0 ? condition[leaf] / weight[leaf] : 1;
    }

    private static IReadOnlyList<string> ReadNames(JsonPart learner, int features)
    {
        var names = learner.Has("feature_names") ? learner.Texts("feature_names") : [];
        if (names.Count == 0) return [.. Enumerable.Range(1, features).Select(Number)];

        return names.Count == features ? names : throw learner.Wrong("feature_names", $"there are {names.Count} names for {features} features");
    }

    private static double ReadBaseScore(JsonPart objective, JsonPart settings)
    {
        var name = objective.Text("name");
        var text = settings.Text("base_score");
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score)) throw settings.Wrong("base_score", $"'{text}' is not a number");
        if (Plain.Contains(name)) return score;
        if (!Logistic.Contains(name)) throw objective.Wrong("name", $"the objective '{name}' is not supported");

        return score is > 0 and < 1 ? Math.Log(score / (1 - score)) : throw settings.Wrong("base_score", $"{text} is not a probability");
    }

    private static void WriteTree(Utf8JsonWriter json, RegressionTree tree, int id, int features)
    {
        int[] nodes = [.. Enumerable.Range(0, tree.NodeCount)];
        var parents = new int[tree.NodeCount];
        parents[0] = NoParent;
        foreach (var node in nodes.Where(n => !IsLeaf(n))) parents[tree.Left[node]] = parents[tree.Right[node]] = node;

        json.WriteStartObject();
        WriteArray(json, "base_weights", nodes, n => Number(tree.Value[n]));
        WriteEmpty(json, "categories");
        WriteEmpty(json, "categories_nodes");
        WriteEmpty(json, "categories_segments");
        WriteEmpty(json, "categories_sizes");
        WriteArray(json, "default_left", nodes, n => tree.MissingGoesLeft[n] ? "1" : "0");
        json.WriteNumber("id", id);
        WriteArray(json, "left_children", nodes, n => Number(IsLeaf(n) ? NoNode : tree.Left[n]));
        WriteArray(json, "loss_changes", nodes, n => Number(tree.Gain[n]));
        WriteArray(json, "parents", nodes, n => Number(parents[n]));
        WriteArray(json, "right_children", nodes, n => Number(IsLeaf(n) ? NoNode : tree.Right[n]));
        WriteArray(json, "split_conditions", nodes, n => Number(IsLeaf(n) ? tree.Value[n] : NextUp(tree.Threshold[n])));
        WriteArray(json, "split_indices", nodes, n => Number(IsLeaf(n) ? 0 : tree.Feature[n]));
        WriteArray(json, "split_type", nodes, _ => "0");
        WriteArray(json, "sum_hessian", nodes, n => Number(tree.Cover[n]));
        json.WriteStartObject("tree_param");
        json.WriteString("num_deleted", "0");
        json.WriteString("num_feature", Number(features));
        json.WriteString("num_nodes", Number(tree.NodeCount));
        json.WriteString("size_leaf_vector", "0");
        json.WriteEndObject();
        json.WriteEndObject();

        bool IsLeaf(int node) => tree.Feature[node] == RegressionTree.Leaf;
    }

    private static float NextUp(float threshold) => Math.Min(float.MaxValue, MathF.BitIncrement(threshold));

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Func<T, string> text)
    {
        json.WriteStartArray(name);
        foreach (var item in items) json.WriteRawValue(text(item));
        json.WriteEndArray();
    }

    private static void WriteEmpty(Utf8JsonWriter json, string name) => WriteArray(json, name, Array.Empty<string>(), Quoted);

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    // XGBoost writes its parameters as texts.
    private static int Whole(JsonPart part, string field) =>
        int.TryParse(part.Text(field), NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : throw part.Wrong(field, "must be a whole number");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The shortest digits that give the same float back, with an exponent as XGBoost writes it: 5E-1.</summary>
    private static string Number(float value) =>
        double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).ToString("0.########E0", CultureInfo.InvariantCulture);
}
