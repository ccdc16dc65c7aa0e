using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Search;

/// <summary>Counts over the whole catalogue that the weighting of words and codes needs.</summary>
internal sealed class CatalogueStatistics
{
    private const float LeastTelling = 0.2f;

    private readonly SegmentView[] segments;
    private readonly int[] partnersWithCode;
    private readonly float[] codeWeight;

    public CatalogueStatistics(Vocabulary vocabulary, SegmentView[] segments)
    {
        this.segments = segments;
        var sums = default(LengthSums);
        foreach (var view in segments)
        {
            Partners += view.AliveCount;
            sums += view.Sums;
        }

        Frequency = new FieldFrequency(Partners, sums);
        TermPoints = new TermPoints(Frequency);
        partnersWithCode = new int[vocabulary.Entries.Count];
        foreach (var view in segments) view.AddPartnersWithCodes(partnersWithCode);

        codeWeight = Array.ConvertAll(partnersWithCode, CodeWeightOf);
    }

    /// <summary>How many partners there are.</summary>
    public int Partners { get; }

    /// <summary>Frequencies by the averages of the whole catalogue.</summary>
    public FieldFrequency Frequency { get; }

    /// <summary>What words are worth by these frequencies.</summary>
    public TermPoints TermPoints { get; }

    /// <summary>ln(1 + (N − n + 0.5) / (n + 0.5)), n of N partners having the term; at least 0.</summary>
    public float InverseFrequency(string term) => InverseFrequency(Partners, PartnersWith(term));

    /// <summary>True when a partner that is still in the catalogue has the term.</summary>
    public bool IsKnown(string term) => PartnersWith(term) > 0;

    /// <summary>How many partners state a code or speak of it.</summary>
    public int PartnersWith(int code) => partnersWithCode[code];

    /// <summary>How telling a code is: 1 when nobody has it, towards 0.2 when everybody does: 0.2 + 0.8 × (inverse frequency ÷ the most it can be)².</summary>
    public float CodeWeight(int code) => codeWeight[code];

    private int PartnersWith(string term)
    {
        var with = 0;
        foreach (var view in segments)
        {
            var number = view.Segment.Terms.Find(term);
            if (number >= 0) with += view.PartnersWithTerm(number);
        }

        return with;
    }

    private static float InverseFrequency(int all, int with) => MathF.Log(1 + ((all - with + 0.5f) / (with + 0.5f)));

    private float CodeWeightOf(int partners)
    {
        var all = Math.Max(1, Partners);
        var rarity = InverseFrequency(all, partners) / InverseFrequency(all, 0);
        return LeastTelling + ((1 - LeastTelling) * rarity * rarity);
    }
}
