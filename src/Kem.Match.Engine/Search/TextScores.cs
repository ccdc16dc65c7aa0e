using System.Buffers;

namespace Kem.Match.Engine.Search;

/// <summary>A term that is asked for, and how much it matters.</summary>
/// <param name="Text">The stem.</param>
/// <param name="Weight">1 for an ordinary word.</param>
/// <param name="IsExtra">True for a relative of a word that is asked for: finding it is good, not finding it is no loss.</param>
internal readonly record struct QueryTerm(string Text, float Weight, bool IsExtra = false);

/// <summary>
/// BM25F (Robertson, Zaragoza, Taylor 2004) over name, description and stated values: the frequencies of the fields
/// are weighted and normalised by length before they saturate, and every score is divided by the most it could be,
/// so that 0 is nothing in common and towards 1 is everything asked for.
/// </summary>
internal sealed class TextScores : IDisposable
{
    private const float K1 = 1.2f;
    private const float NameWeight = 2.5f;
    private const float DescriptionWeight = 1f;
    private const float StatedWeight = 1.6f;
    private const float NameLength = 0.4f;
    private const float DescriptionLength = 0.6f;
    private const float StatedLength = 0.4f;
    private const float QuartersInAWord = 4f;

    private readonly float[] scores;
    private readonly float[] names;
    private readonly int[] starts;

    private TextScores(float[] scores, float[] names, int[] starts)
    {
        this.scores = scores;
        this.names = names;
        this.starts = starts;
    }

    public static TextScores Of(PartnerIndex index, IReadOnlyList<QueryTerm> terms)
    {
        var starts = new int[index.Segments.Length + 1];
        for (var s = 0; s < index.Segments.Length; s++) starts[s + 1] = starts[s] + index.Segments[s].Alive.Length;

        var scores = Rented(starts[^1]);
        var names = Rented(starts[^1]);
        var result = new TextScores(scores, names, starts);
        result.Add(index, terms);
        return result;
    }

    /// <summary>All fields together.</summary>
    public float Score(int segment, int partner) => scores[starts[segment] + partner];

    /// <summary>The share of what is asked that stands in the name.</summary>
    public float InName(int segment, int partner) => names[starts[segment] + partner];

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(scores);
        ArrayPool<float>.Shared.Return(names);
    }

    private void Add(PartnerIndex index, IReadOnlyList<QueryTerm> terms)
    {
        var (weights, most) = Weights(index, terms);
        if (most <= 0) return;

        var average = index.Statistics.Average;
        for (var s = 0; s < index.Segments.Length; s++)
        {
            var segment = index.Segments[s].Segment;
            for (var t = 0; t < terms.Count; t++)
            {
                var id = segment.TermId(terms[t].Text);
                if (id >= 0) AddTerm(segment, id, weights[t] / most, average, starts[s]);
            }
        }
    }

    /// <summary>By term what it is worth, and the most that a text can have.</summary>
    private static (float[] Weights, float Most) Weights(PartnerIndex index, IReadOnlyList<QueryTerm> terms)
    {
        var weights = new float[terms.Count];
        var most = 0f;
        for (var t = 0; t < terms.Count; t++)
        {
            weights[t] = index.Statistics.InverseFrequency(terms[t].Text) * terms[t].Weight;
            if (!terms[t].IsExtra) most += weights[t];
        }

        return (weights, most);
    }

    /// <summary>The two scores that one text would have if it stood in the catalogue, with the catalogue's counts as they are.</summary>
    public static (float Score, float InName) Of((PreparedPartner Partner, FieldTerms Terms) read, PartnerIndex index, IReadOnlyList<QueryTerm> terms)
    {
        var alone = Segment.Of([read]);
        var scores = new TextScores(new float[1], new float[1], [0]);
        var (weights, most) = Weights(index, terms);
        for (var t = 0; t < terms.Count && most > 0; t++)
        {
            var id = alone.TermId(terms[t].Text);
            if (id >= 0) scores.AddTerm(alone, id, weights[t] / most, index.Statistics.Average, 0);
        }

        return (scores.scores[0], scores.names[0]);
    }

    private void AddTerm(Segment segment, int termId, float weight, FieldLengths average, int start)
    {
        foreach (var posting in segment.Postings(termId))
        {
            var length = segment.Lengths[posting.Partner];
            var frequency =
                Normalised(posting.Name, NameWeight, NameLength, length.Name, average.Name)
                + Normalised(posting.Description, DescriptionWeight, DescriptionLength, length.Description, average.Description)
                + Normalised(posting.Stated, StatedWeight, StatedLength, length.Stated, average.Stated);
            scores[start + posting.Partner] += weight * frequency / (K1 + frequency);
            if (posting.Name > 0) names[start + posting.Partner] += weight * Math.Min(1f, posting.Name / QuartersInAWord);
        }
    }

    private static float Normalised(byte quarters, float weight, float b, double length, double average) =>
        quarters == 0 ? 0 : weight * (quarters / QuartersInAWord) / (1 - b + (b * (float)(length / average)));

    private static float[] Rented(int length)
    {
        var array = ArrayPool<float>.Shared.Rent(Math.Max(1, length));
        Array.Clear(array, 0, length);
        return array;
    }
}
