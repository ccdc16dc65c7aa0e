namespace Kem.Match.Engine.Profiles;

/// <summary>
/// What a partner must meet to be suggested at all (ufravigelige krav). Nothing is required unless it is said.
/// </summary>
public sealed record HardRequirements
{
    public static HardRequirements None { get; } = new();

    /// <summary>
    /// ISO 639-1 codes or names of languages, every one of which the partner must say that it speaks. Whoever names no
    /// language at all is taken to speak Danish.
    /// </summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>
    /// Codes or plain words, every one of which the partner must state or write about: target groups, activities,
    /// competences, resources, organisation forms. What only follows from what it is, is not enough.
    /// </summary>
    public IReadOnlyList<string> Having { get; init; } = [];

    /// <summary>
    /// Kilometres between the centres of municipalities that the partner may at most be away, unless it works in the
    /// whole country; null for any distance. A partner whose place is not known does not meet it.
    /// </summary>
    public int? WithinKilometres { get; init; }

    /// <summary>Days (0 to 254) that must have passed since the partner was last asked by anybody; 0 for no rest.</summary>
    public int RestDays { get; init; }
}
