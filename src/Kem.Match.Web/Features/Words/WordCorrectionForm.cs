using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain.Words;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Words;

/// <summary>What somebody wants a word to mean.</summary>
public sealed class WordCorrectionForm
{
    /// <summary>What was looked up, so that the page can show it again.</summary>
    [StringLength(500)]
    public string? LookedUp { get; init; }

    [Required(ErrorMessage = "Skriv ordet."), StringLength(WordCorrection.MaxWordLength), NoCprNumber]
    [RegularExpression(@".*\p{L}{2}.*", ErrorMessage = "Skriv et ord med mindst to bogstaver.")]
    [Display(Name = "Ord")]
    public string Word { get; init; } = "";

    /// <summary>The name of a concept, or its code, as the list on the page offers it.</summary>
    [StringLength(200)]
    [Display(Name = "Begreb")]
    public string? Concept { get; init; }

    /// <summary>In percent.</summary>
    [Range(1, 100, ErrorMessage = "Vælg, hvor stærkt ordet betyder begrebet.")]
    [Display(Name = "Hvor stærkt?")]
    public int Strength { get; init; } = 100;

    /// <summary>The word does not mean the concept at all.</summary>
    public bool IsTakenAway { get; init; }

    /// <summary>The word means nothing here, whatever the concept.</summary>
    public bool IsSilent { get; init; }
}
