using Kem.Match.Engine.Ranking;

namespace Kem.Match.Engine.Learning.Training;

/// <summary>Makes a training set of what people chose.</summary>
public static class JudgedRows
{
    /// <param name="judgments">In any order; a query's rows are brought together, in the order of its first judgment.</param>
    /// <param name="start">Scores each row before the first tree; none starts at 0.</param>
    /// <exception cref="TrainingDataException">There are none, rows differ in length, or a value is not allowed.</exception>
    public static TrainingSet Collect(IReadOnlyList<Judgment> judgments, IRankingModel? start = null)
    {
        if (judgments.Count == 0) throw new TrainingDataException("There are no judgments to learn from.");

        var columns = judgments[0].Signals.Count;
        var queries = judgments.GroupBy(judgment => judgment.QueryId, StringComparer.Ordinal).ToList();
        var rows = queries.SelectMany(query => query).ToList();
        var values = ValuesOf(rows, columns);

        return new TrainingSet(FeatureMatrix.RowMajor(values, columns), [.. rows.Select(row => row.Grade)], [.. queries.Select(query => query.Count())])
        {
            BaseMargins = start is null ? null : MarginsOf(start, values, rows.Count),
            ShownRanks = [.. rows.Select(row => row.Rank)],
            QueryDays = [.. queries.Select(query => query.Max(judgment => judgment.Day))],
        };
    }

    private static float[] ValuesOf(List<Judgment> rows, int columns)
    {
        var values = new float[rows.Count * columns];
        for (var row = 0; row < rows.Count; row++)
        {
            var signals = rows[row].Signals;
            if (signals.Count != columns)
            {
                throw new TrainingDataException($"A judgment of query {rows[row].QueryId} has {signals.Count} signals; the first judgment has {columns}.");
            }

            for (var column = 0; column < columns; column++) values[(row * columns) + column] = signals[column];
        }

        return values;
    }

    private static float[] MarginsOf(IRankingModel start, float[] values, int rows)
    {
        var scores = new double[rows];
        start.Score(values, scores);
        return Array.ConvertAll(scores, score => (float)score);
    }
}
