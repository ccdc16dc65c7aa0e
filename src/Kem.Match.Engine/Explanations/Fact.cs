namespace Kem.Match.Engine.Explanations;

/// <summary>What kind of thing a reason names about a partner.</summary>
public enum FactKind
{
    /// <summary>Taxonomy codes: stated in the profile's lists, read from its text, or implied by its form.</summary>
    Codes,

    /// <summary>Codes that the partner wants to learn or lacks.</summary>
    Gaps,

    /// <summary>Words of its name and description.</summary>
    Words,

    /// <summary>Where it is.</summary>
    Place,

    /// <summary>That it works outside its own municipality.</summary>
    Coverage,

    /// <summary>When it meets.</summary>
    Times,

    /// <summary>How well it masters competences.</summary>
    Levels,
}

/// <summary>The fact behind a sentence: what would have to be deleted from the partner's profile for the sentence to be untrue.</summary>
/// <param name="Kind">Which part of the profile.</param>
/// <param name="Values">The codes or words; empty for a place, a coverage and times.</param>
public sealed record Fact(FactKind Kind, IReadOnlyList<string> Values)
{
    public static Fact Place { get; } = new(FactKind.Place, []);
    public static Fact Coverage { get; } = new(FactKind.Coverage, []);
    public static Fact Times { get; } = new(FactKind.Times, []);

    public bool Equals(Fact? other) => other is not null && Kind == other.Kind && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Kind, Values.Count, Values.Count > 0 ? Values[0] : "");
}

/// <summary>A sentence to one side, and the fact it rests on.</summary>
internal sealed record Sentence(Wording Text, Fact Fact);
