namespace Kem.Match.Engine.Ranking;

/// <summary>
/// Turns rows of signals into scores. A row has one value per signal of the table, in its order; a value is NaN
/// where the request does not ask about it.
/// </summary>
public interface IRankingModel
{
    /// <summary>Scores a list of candidates.</summary>
    /// <param name="rows">Row-major: <paramref name="scores"/>.Length rows of one value per signal.</param>
    /// <param name="scores">Filled with one score per row, higher is better.</param>
    void Score(ReadOnlySpan<float> rows, Span<double> scores);

    /// <summary>Scores rows, and says what each signal added. The contributions to a row sum to its score.</summary>
    /// <param name="rows">Row-major, as for <see cref="Score"/>.</param>
    /// <param name="scores">Filled with one score per row.</param>
    /// <param name="contributions">Filled with one number per value of <paramref name="rows"/>.</param>
    void Explain(ReadOnlySpan<float> rows, Span<double> scores, Span<double> contributions);
}

/// <summary>Makes a model from what people chose.</summary>
public interface IRankingTrainer
{
    IRankingModel Train(IReadOnlyList<Judgment> judgments);
}

/// <summary>How one suggested partner fared.</summary>
/// <param name="QueryId">The request; judgments are compared within it only.</param>
/// <param name="Grade">0 dismissed, 1 shortlisted, 2 accepted, 3 signed, 4 alive after six months.</param>
/// <param name="Rank">Where the partner stood in the list that was shown; 1 is best.</param>
/// <param name="Day">When it was judged, so that what comes later can be held out.</param>
/// <param name="Signals">The row of signals at the time.</param>
public sealed record Judgment(string QueryId, int Grade, int Rank, DateOnly Day, IReadOnlyList<float> Signals)
{
    /// <summary>False when it was shown and nothing was done with it: perhaps nobody looked. The grade is then 0.</summary>
    public bool IsTouched { get; init; } = true;
}
