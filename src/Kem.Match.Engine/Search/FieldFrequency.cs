namespace Kem.Match.Engine.Search;

/// <summary>
/// BM25F (Robertson, Zaragoza, Taylor 2004) over name, description and stated values: the counts of the fields are
/// weighted and normalised by length, f = Σ field weight × count / (1 − b + b × length / average), before they saturate
/// as f / (k₁ + f).
/// </summary>
internal sealed class FieldFrequency
{
    private const float K1 = 1.2f;
    private const float NameWeight = 2.5f;
    private const float DescriptionWeight = 1f;
    private const float StatedWeight = 1.6f;
    private const float NameLength = 0.4f;
    private const float DescriptionLength = 0.6f;
    private const float StatedLength = 0.4f;
    private const float HalvesInAWord = 2f;

    /// <summary>Lengths up to this are looked up rather than computed.</summary>
    private const int Tabled = 512;

    private readonly float[] name;
    private readonly float[] description;
    private readonly float[] stated;

    /// <param name="partners">How many profiles the sums are over.</param>
    /// <param name="sums">An average below one word counts as one.</param>
    public FieldFrequency(int partners, LengthSums sums)
    {
        var count = Math.Max(1, partners);
        AverageName = (float)Math.Max(1, sums.Name / (double)count);
        AverageDescription = (float)Math.Max(1, sums.Description / (double)count);
        AverageStated = (float)Math.Max(1, sums.Stated / (double)count);
        name = Table(NameWeight, NameLength, AverageName);
        description = Table(DescriptionWeight, DescriptionLength, AverageDescription);
        stated = Table(StatedWeight, StatedLength, AverageStated);
    }

    public float AverageName { get; }
    public float AverageDescription { get; }
    public float AverageStated { get; }

    public float Of(FieldCounts counts, FieldLengths lengths) =>
        (counts.Name == 0 ? 0f : counts.Name * At(name, lengths.Name, NameWeight, NameLength, AverageName))
        + (counts.Description * At(description, lengths.Description, DescriptionWeight, DescriptionLength, AverageDescription))
        + (counts.Stated * At(stated, lengths.Stated, StatedWeight, StatedLength, AverageStated));

    /// <summary>Between 0 (not there) and 1 (more than enough).</summary>
    public static float Saturated(float frequency) => frequency / (K1 + frequency);

    /// <summary>
    /// How many times higher a frequency can be by these averages than by others: a longer average makes every text
    /// comparatively shorter. At least 1.
    /// </summary>
    public float MostGrowthSince(FieldFrequency other) => Math.Max(
        Math.Max(1f, AverageName / other.AverageName),
        Math.Max(AverageDescription / other.AverageDescription, AverageStated / other.AverageStated));

    private static float At(float[] table, int length, float weight, float b, float average) =>
        length < Tabled ? table[length] : Normalised(length, weight, b, average);

    private static float Normalised(int length, float weight, float b, float average) =>
        weight / HalvesInAWord / (1 - b + (b * (length / average)));

    private static float[] Table(float weight, float b, float average)
    {
        var table = new float[Tabled];
        for (var length = 0; length < Tabled; length++) table[length] = Normalised(length, weight, b, average);
        return table;
    }
}
