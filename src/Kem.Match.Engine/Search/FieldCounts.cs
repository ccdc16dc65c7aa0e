namespace Kem.Match.Engine.Search;

/// <summary>How often a term stands in each field of one profile, in halves: a whole word counts two, a part of a compound one.</summary>
internal readonly record struct FieldCounts(int Name, int Description, int Stated)
{
    private const int MostInName = 4;
    private const int MostInDescription = 31;
    private const int MostStated = 7;
    private const int DescriptionAt = 3;
    private const int NameAt = 8;

    public bool IsInName => Name > 0;

    public FieldCounts PlusInName(bool isPart) => this with { Name = Name + Halves(isPart) };

    public FieldCounts PlusInDescription(bool isPart) => this with { Description = Description + Halves(isPart) };

    public FieldCounts PlusStated(bool isPart) => this with { Stated = Stated + Halves(isPart) };

    private static int Halves(bool isPart) => isPart ? 1 : 2;

    /// <summary>1 when a whole word of the name is the term, 0.5 when only a part of one is.</summary>
    public float ShareOfAWordInName => Math.Min(1f, Name / 2f);

    /// <summary>As one number; what is more than it can hold says no more, since a frequency saturates long before.</summary>
    public ushort Packed => (ushort)(
        Math.Min(Stated, MostStated) | (Math.Min(Description, MostInDescription) << DescriptionAt) | (Math.Min(Name, MostInName) << NameAt));

    /// <summary>What is left of the counts once they are packed.</summary>
    public FieldCounts Kept => Of(Packed);

    public static FieldCounts Of(ushort packed) => new(packed >> NameAt, (packed >> DescriptionAt) & MostInDescription, packed & MostStated);
}

/// <summary>Words in each field of one profile; beyond 255 in the name and the stated values they are not counted.</summary>
internal readonly record struct FieldLengths(byte Name, byte Stated, ushort Description);

/// <summary>Words in each field, summed over profiles.</summary>
internal readonly record struct LengthSums(long Name, long Description, long Stated)
{
    public static LengthSums operator +(LengthSums a, FieldLengths b) => new(a.Name + b.Name, a.Description + b.Description, a.Stated + b.Stated);

    public static LengthSums operator -(LengthSums a, FieldLengths b) => new(a.Name - b.Name, a.Description - b.Description, a.Stated - b.Stated);

    public static LengthSums operator +(LengthSums a, LengthSums b) => new(a.Name + b.Name, a.Description + b.Description, a.Stated + b.Stated);
}
