namespace Kem.Match.Engine.Learning.Training;

/// <summary>
/// Rows to learn a ranking from. The rows of a query lie together; they are compared with each other only. A query of one
/// row, or whose rows all have the same label, is allowed and teaches nothing.
/// </summary>
public sealed class TrainingSet
{
    /// <summary>The highest label: the gain 2^label − 1 then still fits where it is counted.</summary>
    public const int HighestLabel = 31;

    private readonly byte[] labels;
    private readonly int[] queryStarts;

    /// <param name="features">One row per label.</param>
    /// <param name="labels">How relevant each row is, 0 (not at all) to 31.</param>
    /// <param name="querySizes">How many rows each query has, in the order of the rows; at least 1 each.</param>
    /// <exception cref="TrainingDataException">The counts do not agree, or a value is not allowed.</exception>
    public TrainingSet(FeatureMatrix features, ReadOnlySpan<int> labels, ReadOnlySpan<int> querySizes)
    {
        Features = features;
        if (labels.Length == 0) throw new TrainingDataException("There are no rows to learn from.");
        if (labels.Length != features.Rows) throw new TrainingDataException($"There are {features.Rows} rows of features and {labels.Length} labels.");

        this.labels = Checked(labels);
        queryStarts = StartsOf(querySizes, labels.Length);
        RefuseInfinite(features);
    }

    public FeatureMatrix Features { get; }

    public int Rows => labels.Length;

    public int Queries => queryStarts.Length - 1;

    public ReadOnlySpan<byte> Labels => labels;

    public ReadOnlySpan<byte> LabelsOf(int query) => labels.AsSpan(queryStarts[query]..queryStarts[query + 1]);

    /// <summary>Where each query begins, and after the last one the number of rows.</summary>
    public ReadOnlySpan<int> QueryStarts => queryStarts;

    /// <summary>The rows of the query that has most.</summary>
    public int LongestQuery => Enumerable.Range(0, Queries).Max(query => queryStarts[query + 1] - queryStarts[query]);

    /// <summary>The score that each row has before the first tree, e.g. the prior's; none means 0.</summary>
    public float[]? BaseMargins
    {
        get;
        init => field = OnePer(value, Rows, "base margin", "row", float.IsFinite, "finite");
    }

    /// <summary>How much each query counts; none means 1.</summary>
    public float[]? QueryWeights
    {
        get;
        init => field = OnePer(value, Queries, "weight", "query", weight => float.IsFinite(weight) && weight >= 0, "finite and not negative");
    }

    /// <summary>Where each row stood in the list that was shown, 1 first; none means that no list was shown.</summary>
    public int[]? ShownRanks
    {
        get;
        init => field = OnePer(value, Rows, "shown rank", "row", rank => rank >= 1, "1 or more");
    }

    /// <summary>When each query was judged, so that the latest can be held out; none means that it is not known.</summary>
    public DateOnly[]? QueryDays
    {
        get;
        init => field = OnePer(value, Queries, "day", "query", _ => true, "a day");
    }

    private static byte[] Checked(ReadOnlySpan<int> labels)
    {
        var bytes = new byte[labels.Length];
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] is < 0 or > HighestLabel)
            {
                throw new TrainingDataException($"Row {row} has label {labels[row]}; a label is a whole number from 0 to {HighestLabel}.");
            }

            bytes[row] = (byte)labels[row];
        }

        return bytes;
    }

    private static int[] StartsOf(ReadOnlySpan<int> sizes, int rows)
    {
        var starts = new int[sizes.Length + 1];
        long end = 0;
        for (var query = 0; query < sizes.Length; query++)
        {
            if (sizes[query] < 1) throw new TrainingDataException($"Query {query} has {sizes[query]} rows; it needs at least one.");

            end += sizes[query];
            if (end > rows) break;
            starts[query + 1] = (int)end;
        }

        return end == rows ? starts : throw new TrainingDataException($"The queries have more or fewer rows than the {rows} that there are.");
    }

    private static void RefuseInfinite(FeatureMatrix features)
    {
        var view = features.Look();
        for (var row = 0; row < features.Rows; row++)
        {
            for (var column = 0; column < features.Columns; column++)
            {
                if (float.IsInfinity(view[row, column])) throw new TrainingDataException($"Row {row} has an infinite value in column {column}.");
            }
        }
    }

    private static T[]? OnePer<T>(T[]? values, int count, string what, string whose, Predicate<T> isAllowed, string allowed)
    {
        if (values is null) return null;
        if (values.Length != count) throw new TrainingDataException($"There are {values.Length} values of {what} for {count} of {whose}.");

        var refused = Array.FindIndex(values, value => !isAllowed(value));
        if (refused >= 0) throw new TrainingDataException($"The {what} of {whose} {refused} is {values[refused]}; it must be {allowed}.");

        return values;
    }
}
