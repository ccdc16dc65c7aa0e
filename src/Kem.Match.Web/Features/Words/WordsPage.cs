using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Taxonomy;
using Kem.Match.Web.Domain.Words;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Kem.Match.Web.Features.Words;

/// <summary>What the engine understands by some words, and what has been corrected.</summary>
public sealed record WordsPage
{
    /// <summary>From how sure the engine is, in percent, to how that is said.</summary>
    public static readonly IReadOnlyList<SelectListItem> Strengths =
    [
        new("Helt (100 %)", "100"), new("Meget (80 %)", "80"), new("Noget (60 %)", "60"), new("Lidt (40 %)", "40"), new("Meget lidt (20 %)", "20"),
    ];

    public required string LookedUp { get; init; }
    public required IReadOnlyList<UnderstoodConcept> Understood { get; init; }
    public required WordCorrectionForm Form { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<CorrectionRow> History { get; init; }

    /// <summary>The concepts that can be chosen: their names, each told apart from others of the same name by its code.</summary>
    public required IReadOnlyList<string> Concepts { get; init; }

    public int InForce => History.Count(row => row.Correction.IsInForce);
}

/// <summary>One concept that was found, with what follows from it and who in the municipality it fits.</summary>
public sealed record UnderstoodConcept(UnderstoodWord Found, IReadOnlyList<RelatedCode> Relations, IReadOnlyList<PartnerProfile> Users);

public sealed record CorrectionRow(WordCorrection Correction, string ConceptName);
