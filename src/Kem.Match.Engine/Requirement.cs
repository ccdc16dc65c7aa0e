namespace Kem.Match.Engine;

/// <summary>A rule that no score can break.</summary>
public enum Requirement
{
    /// <summary>The partner has asked to be left in peace (pause).</summary>
    Pause,

    /// <summary>The partner has as many open proposals as anybody may have.</summary>
    OpenProposals,

    /// <summary>The partner says itself that it has no room for more.</summary>
    FreeSlots,

    /// <summary>The partner does not want to be asked about this (grænse).</summary>
    Boundary,

    /// <summary>The partner was asked a short while ago (hvileperiode).</summary>
    Rest,

    /// <summary>The partner is too far away.</summary>
    Place,

    /// <summary>The partner does not say that it speaks a language that must be spoken.</summary>
    Language,

    /// <summary>The partner has not what it must have.</summary>
    Having,
}

/// <summary>How many partners one requirement keeps out.</summary>
/// <param name="Requirement">The rule.</param>
/// <param name="Code">The language or the code that is asked for; empty for other rules.</param>
/// <param name="Text">Who is kept out, e.g. "Har ikke oplyst, at de taler arabisk".</param>
/// <param name="Removed">Partners of the right kind that do not meet it, whatever else they do not meet.</param>
/// <param name="OnlyByThis">Those of them that meet everything else: they would come back if the requirement were dropped.</param>
public sealed record RequirementCount(Requirement Requirement, string Code, Wording Text, int Removed, int OnlyByThis);
