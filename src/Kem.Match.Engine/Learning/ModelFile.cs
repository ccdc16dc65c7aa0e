using System.Security.Cryptography;
using System.Text.Json;
using Kem.Match.Engine.Interchange;

namespace Kem.Match.Engine.Learning;

/// <summary>How a model came about.</summary>
/// <param name="From">The day of the first judgment; null where the judgments have no days.</param>
/// <param name="To">The day of the last judgment, as above.</param>
/// <param name="Judgments">How many rows it learned from.</param>
/// <param name="Seed">What drew rows and features.</param>
/// <param name="Settings">The trainer's settings by name, as text.</param>
/// <param name="Metrics">How good it was found to be, by name, e.g. <c>ndcg@5</c>.</param>
public sealed record ModelTraining(
    DateOnly? From, DateOnly? To, int Judgments, int Seed,
    IReadOnlyDictionary<string, string> Settings, IReadOnlyDictionary<string, double> Metrics);

/// <summary>
/// A trained model in a JSON file of our own: the signals by name, the trees, how they came about, and a SHA-256 over the
/// canonical content, which is the content as this class writes it. A file that was changed by hand or by accident is not read.
/// </summary>
public sealed class ModelFile
{
    private const string Format = "kem-match-model";
    private const int Version = 1;

    private readonly byte[] content;

    /// <param name="signals">The names of the signals, in the order of a row.</param>
    /// <param name="trees">Trees over these signals.</param>
    /// <param name="training">How they came about.</param>
    public ModelFile(IReadOnlyList<string> signals, TreeEnsemble trees, ModelTraining training)
    {
        if (signals.Count != trees.FeatureCount) throw new ArgumentException($"The trees ask about {trees.FeatureCount} signals; {signals.Count} are named.", nameof(signals));

        (Signals, Trees, Training) = ([.. signals], trees, training);
        content = Canonical();
        Hash = Convert.ToHexStringLower(SHA256.HashData(content));
    }

    public IReadOnlyList<string> Signals { get; }
    public TreeEnsemble Trees { get; }
    public ModelTraining Training { get; }

    /// <summary>SHA-256 of the canonical content, in lower-case hexadecimal; the name of this version of the model.</summary>
    public string Hash { get; }

    /// <param name="stream">The file.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="InterchangeException">It is no model file, not a whole one, or not as it was written.</exception>
    public static ModelFile Read(Stream stream, string file)
    {
        var part = JsonPart.Read(stream, file);
        if (part.Text("format") is var format && format != Format) throw part.Wrong("format", $"'{format}' is not '{Format}'");
        if (part.Whole("version") is var version && version != Version) throw part.Wrong("version", $"{version} is not known; {Version} is");

        var model = ReadContent(part.Object("content"));
        return model.Hash == part.Text("sha256") ? model : throw part.Wrong("sha256", $"the content was changed: its hash is {model.Hash}");
    }

    /// <summary>Reads a model that shall score rows of these signals, in this order.</summary>
    /// <exception cref="InterchangeException">As above, or the model was made for other signals.</exception>
    public static ModelFile Read(Stream stream, string file, IReadOnlyList<string> signals)
    {
        var model = Read(stream, file);
        return Difference(model.Signals, signals) is { } difference ? throw new InterchangeException(file, 1, "content.signals", difference) : model;
    }

    public void Write(Stream stream)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteNumber("version", Version);
        json.WriteString("sha256", Hash);
        json.WritePropertyName("content");
        json.WriteRawValue(content);
        json.WriteEndObject();
    }

    private static string? Difference(IReadOnlyList<string> model, IReadOnlyList<string> asked)
    {
        string[] missing = [.. asked.Except(model)];
        string[] extra = [.. model.Except(asked)];
        if (missing.Length + extra.Length > 0)
        {
            return $"the model was made for other signals (missing: {Listed(missing)}; no longer there: {Listed(extra)})";
        }

        return model.SequenceEqual(asked) ? null : $"the model was made for the same signals in another order: {Listed(model)}";

        static string Listed(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
    }

    private static ModelFile ReadContent(JsonPart part)
    {
        var signals = part.Texts("signals");
        var training = part.Object("training");
        RegressionTree[] trees = [.. part.Objects("trees").Select(ReadTree)];
        if (TreeShape.Fault(trees, signals.Count) is { } fault) throw part.Wrong("trees", fault);

        return new ModelFile(
            signals,
            new TreeEnsemble(trees, signals.Count, part.Number("base_score")),
            new ModelTraining(
                training.DayOrNull("from"), training.DayOrNull("to"), training.Whole("judgments"), training.Whole("seed"),
                training.TextsByName("settings"), training.NumbersByName("metrics")));
    }

    private static RegressionTree ReadTree(JsonPart tree) => new()
    {
        Feature = tree.Wholes("signal"),
        Threshold = tree.Floats("at_most"),
        MissingGoesLeft = tree.Claims("missing_goes_left"),
        Left = tree.Wholes("left"),
        Right = tree.Wholes("right"),
        Value = tree.Floats("value"),
        Cover = tree.Floats("cover"),
        Gain = tree.Floats("gain"),
    };

    private byte[] Canonical()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            WriteArray(json, "signals", Signals, json.WriteStringValue);
            WriteTraining(json);
            json.WriteNumber("base_score", Trees.BaseScore);
            WriteArray(json, "trees", Trees.Trees, t => WriteTree(json, t));
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private void WriteTraining(Utf8JsonWriter json)
    {
        json.WriteStartObject("training");
        json.WriteString("from", Day(Training.From));
        json.WriteString("to", Day(Training.To));
        json.WriteNumber("judgments", Training.Judgments);
        json.WriteNumber("seed", Training.Seed);

        json.WriteStartObject("settings");
        foreach (var (name, value) in Training.Settings.OrderBy(s => s.Key, StringComparer.Ordinal)) json.WriteString(name, value);
        json.WriteEndObject();

        json.WriteStartObject("metrics");
        foreach (var (name, value) in Training.Metrics.OrderBy(m => m.Key, StringComparer.Ordinal)) json.WriteNumber(name, value);
        json.WriteEndObject();
        json.WriteEndObject();

        static string? Day(DateOnly? day) => day?.ToString("o", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void WriteTree(Utf8JsonWriter json, RegressionTree tree)
    {
        json.WriteStartObject();
        WriteArray(json, "signal", tree.Feature, json.WriteNumberValue);
        WriteArray(json, "at_most", tree.Threshold.Zip(tree.Feature, (t, f) => f == RegressionTree.Leaf ? 0 : t), json.WriteNumberValue);
        WriteArray(json, "missing_goes_left", tree.MissingGoesLeft, json.WriteBooleanValue);
        WriteArray(json, "left", tree.Left, json.WriteNumberValue);
        WriteArray(json, "right", tree.Right, json.WriteNumberValue);
        WriteArray(json, "value", tree.Value, json.WriteNumberValue);
        WriteArray(json, "cover", tree.Cover, json.WriteNumberValue);
        WriteArray(json, "gain", tree.Gain, json.WriteNumberValue);
        json.WriteEndObject();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items) write(item);
        json.WriteEndArray();
    }
}
