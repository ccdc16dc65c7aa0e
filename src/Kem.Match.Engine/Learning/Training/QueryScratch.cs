namespace Kem.Match.Engine.Learning.Training;

/// <summary>One thread's working arrays for the rows of one query, each as long as the query in whole vectors of eight.</summary>
internal sealed class QueryScratch(int longestQuery)
{
    public const int Lanes = 8;

    private readonly float[][] arrays = [.. Enumerable.Range(0, 8).Select(_ => new float[Padded(longestQuery)])];
    private readonly int[] ranks = new int[longestQuery];
    private readonly ulong[] keys = new ulong[longestQuery];

    /// <summary>The rows by rank, as <see cref="RankRows"/> left them.</summary>
    public int[] Order { get; } = new int[longestQuery];

    public Span<float> Scores(int rows) => arrays[0].AsSpan(0, Padded(rows));
    public Span<float> Odds(int rows) => arrays[1].AsSpan(0, Padded(rows));
    public Span<float> Gains(int rows) => arrays[2].AsSpan(0, Padded(rows));
    public Span<float> Discounts(int rows) => arrays[3].AsSpan(0, Padded(rows));
    public Span<float> Gradients(int rows) => arrays[4].AsSpan(0, Padded(rows));
    public Span<float> Hessians(int rows) => arrays[5].AsSpan(0, Padded(rows));
    public Span<float> Winning(int rows) => arrays[6].AsSpan(0, Padded(rows));
    public Span<float> Losing(int rows) => arrays[7].AsSpan(0, Padded(rows));

    public static int Padded(int rows) => (rows + Lanes - 1) / Lanes * Lanes;

    /// <summary>Takes the scores over and ranks them, 0 for the highest; equal scores keep their order.</summary>
    /// <returns>The rank of each row.</returns>
    public ReadOnlySpan<int> RankRows(ReadOnlySpan<float> scores)
    {
        var rows = scores.Length;
        var padded = Scores(rows);
        scores.CopyTo(padded);
        padded[rows..].Fill(float.NegativeInfinity);

        var ranked = ranks.AsSpan(0, rows);
        QueryRanks.Rank(padded, ranked, keys);
        for (var row = 0; row < rows; row++) Order[ranked[row]] = row;
        return ranked;
    }
}
