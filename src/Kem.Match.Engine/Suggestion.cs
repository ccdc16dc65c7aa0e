using Kem.Match.Engine.Explanations;

namespace Kem.Match.Engine;

/// <summary>The guide's four lenses (synergier), plus what makes a meeting practical and a partner ready.</summary>
public enum Lens
{
    /// <summary>Adgang til målgruppen.</summary>
    Access,

    /// <summary>Samme kerneopgave.</summary>
    SameTask,

    /// <summary>Supplerende kerneopgaver.</summary>
    Complement,

    /// <summary>Læring og viden.</summary>
    Learning,

    /// <summary>Place, time, language, capacity.</summary>
    Practical,

    /// <summary>How fresh and confirmed the profile is.</summary>
    Readiness,
}

/// <summary>The three words a person reads instead of a number.</summary>
public enum FitBand
{
    /// <summary>Stærkt match.</summary>
    Strong,

    /// <summary>Godt match.</summary>
    Good,

    /// <summary>Muligt match.</summary>
    Possible,
}

/// <summary>One sentence in both languages.</summary>
public sealed record Wording(string Danish, string English);

/// <summary>Why, seen from one side: a sentence under its lens.</summary>
/// <param name="Lens">The lens it belongs to.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Fact">What the sentence rests on in the partner's profile.</param>
/// <param name="Points">How much the score falls when that fact is deleted, all else as it is; always above 0.</param>
public sealed record Reason(Lens Lens, Wording Text, Fact Fact, double Points);

/// <summary>What would make a partner fit better.</summary>
/// <param name="Text">E.g. "Hvis Kvinder på Tværs også talte arabisk".</param>
/// <param name="Points">How much the score would rise.</param>
/// <param name="Band">The word the partner would then be shown under.</param>
public sealed record Improvement(Wording Text, double Points, FitBand Band);

/// <summary>What one signal added to the score, with the fact behind it.</summary>
/// <param name="Signal">Code of the signal, e.g. <c>target-groups</c>.</param>
/// <param name="Lens">The lens the signal belongs to.</param>
/// <param name="Label">What was looked at, e.g. "Målgruppe".</param>
/// <param name="Fact">What is known, e.g. "2 af 2 målgrupper".</param>
/// <param name="Points">Signed points; all contributions of a suggestion sum to its score.</param>
public sealed record Contribution(string Signal, Lens Lens, Wording Label, Wording Fact, double Points);

/// <summary>A partner that could be proposed, and everything a person needs in order to judge it.</summary>
/// <param name="PartnerId">The organisation.</param>
/// <param name="Rank">1 is best.</param>
/// <param name="Score">Points; about 0 (nothing in common) to 100 (everything asked for).</param>
/// <param name="Band">The word shown in lists.</param>
/// <param name="Contributions">Largest first; sums to <paramref name="Score"/>.</param>
/// <param name="ReasonsForAsker">At most three, strongest first, written to the asker.</param>
/// <param name="ReasonsForPartner">The same seen from the partner's side, with nothing private about the asker.</param>
/// <param name="Unknowns">What the catalogue does not say; never empty.</param>
/// <param name="Improvements">What would raise the score most, at most two; empty when nothing asked for is missing.</param>
public sealed record Suggestion(
    string PartnerId,
    int Rank,
    double Score,
    FitBand Band,
    IReadOnlyList<Contribution> Contributions,
    IReadOnlyList<Reason> ReasonsForAsker,
    IReadOnlyList<Reason> ReasonsForPartner,
    IReadOnlyList<Wording> Unknowns,
    IReadOnlyList<Improvement> Improvements)
{
    /// <summary>The row of signals behind the score, in the order of the signal table; what a shown list is remembered by.</summary>
    public IReadOnlyList<float> Signals { get; init; } = [];
}

/// <summary>A partner that would have been ranked but for a hard rule.</summary>
/// <param name="PartnerId">The organisation.</param>
/// <param name="Score">The score it would have had.</param>
/// <param name="Why">The rule, e.g. "Har 3 åbne forslag".</param>
public sealed record RuledOut(string PartnerId, double Score, Wording Why)
{
    /// <summary>Which rule it is.</summary>
    public Requirement Requirement { get; init; }
}

/// <summary>The answer to one request.</summary>
/// <param name="Ranked">Best first; equal scores keep the order of the catalogue.</param>
/// <param name="RuledOut">Good candidates that a hard rule keeps out, best first.</param>
/// <param name="Considered">How many partners of the right kind were looked at.</param>
public sealed record SuggestionList(
    IReadOnlyList<Suggestion> Ranked,
    IReadOnlyList<RuledOut> RuledOut,
    int Considered)
{
    /// <summary>How many fit at least a little and are kept out by no rule; <see cref="Ranked"/> holds the first of them.</summary>
    public int Fitting { get; init; }

    /// <summary>How many partners of the right kind each rule keeps out, whether they have anything in common with the request or not.</summary>
    public IReadOnlyList<RequirementCount> KeptOut { get; init; } = [];
}

/// <summary>Partners of any kind that together cover what no single one does.</summary>
/// <param name="Partners">Two or three, best fit first, each with what it covers.</param>
/// <param name="Missing">What nobody among them covers; empty when the need is whole.</param>
public sealed record BundleSuggestion(IReadOnlyList<BundlePartner> Partners, IReadOnlyList<Wording> Missing);

/// <param name="PartnerId">The organisation.</param>
/// <param name="Covers">What it covers of the need, as it reads inside a sentence.</param>
public sealed record BundlePartner(string PartnerId, IReadOnlyList<Wording> Covers);

/// <summary>Two to four partners who could each give the next something it lacks, the last one the first.</summary>
/// <param name="Partners">In the order of giving.</param>
public sealed record RingSuggestion(IReadOnlyList<RingPartner> Partners);

/// <param name="PartnerId">The organisation.</param>
/// <param name="GivesNext">What it can give the next one in the ring, as it reads inside a sentence.</param>
public sealed record RingPartner(string PartnerId, IReadOnlyList<Wording> GivesNext);
