namespace Kem.Match.Engine.Search;

/// <summary>How often a term stands in each field of one profile, in halves: a whole word counts two, a part of a compound one.</summary>
internal readonly record struct FieldCounts(int Name, int Description, int Stated)
{
    private const int MostInName = 4;
    private const int MostInDescriptionBesideName = 7;
    private const int MostInDescription = 31;
    private const int MostStated = 7;

    public bool IsInName => Name > 0;

    public FieldCounts PlusInName(bool isPart) => this with { Name = Name + Halves(isPart) };

    public FieldCounts PlusInDescription(bool isPart) => this with { Description = Description + Halves(isPart) };

    public FieldCounts PlusStated(bool isPart) => this with { Stated = Stated + Halves(isPart) };

    private static int Halves(bool isPart) => isPart ? 1 : 2;

    /// <summary>1 when a whole word of the name is the term, 0.5 when only a part of one is.</summary>
    public float ShareOfAWordInName => Math.Min(1f, Name / 2f);

    /// <summary>
    /// In one byte; what is more than it can hold says no more, since a frequency saturates long before. Terms in names
    /// have lists of their own, so the two ways of packing never meet.
    /// </summary>
    public byte Packed => IsInName
        ? (byte)(Math.Min(Stated, MostStated) | (Math.Min(Description, MostInDescriptionBesideName) << 3) | ((Math.Min(Name, MostInName) - 1) << 6))
        : (byte)(Math.Min(Stated, MostStated) | (Math.Min(Description, MostInDescription) << 3));

    /// <summary>What is left of the counts once they are packed.</summary>
    public FieldCounts Kept => IsInName ? InName(Packed) : Elsewhere(Packed);

    public static FieldCounts InName(byte packed) => new((packed >> 6) + 1, (packed >> 3) & 7, packed & 7);

    public static FieldCounts Elsewhere(byte packed) => new(0, packed >> 3, packed & 7);
}

/// <summary>Words in each field of one profile.</summary>
internal readonly record struct FieldLengths(ushort Name, ushort Description, ushort Stated);

/// <summary>Words in each field, summed over profiles.</summary>
internal readonly record struct LengthSums(long Name, long Description, long Stated)
{
    public static LengthSums operator +(LengthSums a, FieldLengths b) => new(a.Name + b.Name, a.Description + b.Description, a.Stated + b.Stated);

    public static LengthSums operator -(LengthSums a, FieldLengths b) => new(a.Name - b.Name, a.Description - b.Description, a.Stated - b.Stated);

    public static LengthSums operator +(LengthSums a, LengthSums b) => new(a.Name + b.Name, a.Description + b.Description, a.Stated + b.Stated);
}
