using System.Globalization;

namespace Kem.Match.Engine.Learning.Training;

/// <summary>
/// Reads SVMLight with query ids, a line per row: <c>label qid:ID index:value … # comment</c>.
/// </summary>
/// <remarks>
/// <para>Indices count from 1, or from 0 when an index 0 occurs anywhere. They may come in any order, each once a line. An index
/// that a line leaves out is 0; <c>nan</c> is a missing value. Labels are whole numbers from 0 to 31 (<c>2.0</c> is 2).</para>
/// <para>The rows of a query follow each other. A query of one row is read like any other. Empty lines, and lines with a comment
/// only, are passed over; lines end in LF or CRLF and may be of any length.</para>
/// </remarks>
public sealed class SvmLightFile
{
    /// <summary>The highest index that is read; rows are held dense.</summary>
    public const int HighestIndex = 65_535;

    private const int LongestQuote = 40;

    private readonly string file;
    private readonly List<int> labels = [];
    private readonly List<int> querySizes = [];
    private readonly HashSet<string> queryIds = new(StringComparer.Ordinal);
    private readonly List<int> rowStarts = [0];
    private readonly List<int> indices = [];
    private readonly List<float> values = [];
    private readonly Dictionary<int, int> lastLineOf = [];

    private int line;
    private int lowestIndex = 1;
    private int highestIndex;
    private string? currentQuery;

    private SvmLightFile(string file) => this.file = file;

    /// <param name="reader">The text.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="columns">How many features the rows shall have at least, e.g. those that a model knows.</param>
    /// <exception cref="TrainingDataException">A line cannot be read, or there is none.</exception>
    public static TrainingSet Read(TextReader reader, string file, int columns = 1)
    {
        var read = new SvmLightFile(file);
        while (reader.ReadLine() is { } text)
        {
            read.line++;
            read.ReadLine(text.AsSpan());
        }

        return read.Finish(columns);
    }

    private void ReadLine(ReadOnlySpan<char> text)
    {
        var comment = text.IndexOf('#');
        var rest = (comment < 0 ? text : text[..comment]).Trim().TrimStart('\uFEFF');
        if (rest.IsEmpty) return;

        labels.Add(ReadLabel(NextWord(ref rest)));
        ReadQuery(NextWord(ref rest));
        while (!rest.IsEmpty) ReadFeature(NextWord(ref rest));
        rowStarts.Add(indices.Count);
    }

    private int ReadLabel(ReadOnlySpan<char> word)
    {
        if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var label) || label != Math.Floor(label))
        {
            throw Refused($"the label '{Quote(word)}' is not a whole number");
        }

        return label is >= 0 and <= TrainingSet.HighestLabel
            ? (int)label
            : throw Refused($"the label '{Quote(word)}' is not between 0 and {TrainingSet.HighestLabel}");
    }

    private void ReadQuery(ReadOnlySpan<char> word)
    {
        if (!word.StartsWith("qid:") || word.Length == "qid:".Length) throw Refused("there is no query id (qid:…) after the label");

        var id = word["qid:".Length..];
        if (id.SequenceEqual(currentQuery))
        {
            querySizes[^1]++;
            return;
        }

        currentQuery = id.ToString();
        if (!queryIds.Add(currentQuery)) throw Refused($"query {Quote(id)} comes back after another one; the rows of a query follow each other");

        querySizes.Add(1);
    }

    private void ReadFeature(ReadOnlySpan<char> word)
    {
        var colon = word.IndexOf(':');
        if (colon < 0
            || !int.TryParse(word[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || !float.TryParse(word[(colon + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            throw Refused($"'{Quote(word)}' is not an index and a value, as in 3:0.5");
        }

        if (float.IsInfinity(value)) throw Refused($"the value of index {index} is infinite or too large");
        if (index > HighestIndex) throw Refused($"index {index} is above {HighestIndex}");
        if (lastLineOf.TryGetValue(index, out var seen) && seen == line) throw Refused($"index {index} occurs twice");

        lastLineOf[index] = line;
        lowestIndex = Math.Min(lowestIndex, index);
        highestIndex = Math.Max(highestIndex, index);
        indices.Add(index);
        values.Add(value);
    }

    private TrainingSet Finish(int columns)
    {
        if (labels.Count == 0) throw new TrainingDataException($"{file} has no rows.");

        var width = Math.Max(columns, highestIndex - lowestIndex + 1);
        if ((long)labels.Count * width > Array.MaxLength) throw new TrainingDataException($"{file} has {labels.Count} rows of {width} features, too many to hold.");

        var dense = new float[labels.Count * width];
        for (var row = 0; row < labels.Count; row++)
        {
            for (var i = rowStarts[row]; i < rowStarts[row + 1]; i++) dense[(row * width) + indices[i] - lowestIndex] = values[i];
        }

        return new TrainingSet(FeatureMatrix.RowMajor(dense, width), [.. labels], [.. querySizes]);
    }

    private static ReadOnlySpan<char> NextWord(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny(' ', '\t');
        var word = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[end..].TrimStart();
        return word;
    }

    private static string Quote(ReadOnlySpan<char> word) => word.Length <= LongestQuote ? word.ToString() : $"{word[..LongestQuote]}…";

    private TrainingDataException Refused(string why) => new($"{file}, line {line}: {why}.");
}
