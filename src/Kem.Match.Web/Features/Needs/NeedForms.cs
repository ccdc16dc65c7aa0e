using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;

namespace Kem.Match.Web.Features.Needs;

/// <summary>Step 1: the need in one sentence, whose it is, and what kind of partner is looked for.</summary>
public sealed class SentenceForm
{
    [Required(ErrorMessage = "Skriv behovet med én sætning."), StringLength(Need.MaxTitleLength, ErrorMessage = "Skriv højst {1} tegn. Du kan uddybe på næste trin.")]
    [Display(Name = "Behovet")]
    public string Title { get; init; } = "";

    [Required(ErrorMessage = "Vælg, hvem der har behovet.")]
    public Guid? AskerId { get; init; }

    [Required(ErrorMessage = "Vælg, hvem I leder efter.")]
    public OrganisationKind? PartnerKind { get; init; }

    /// <summary>A method that was chosen on the page about methods; may be empty.</summary>
    public string? Method { get; init; }
}

/// <summary>Step 2: who it is for and what should happen. The page proposes answers read from the sentence.</summary>
public sealed class WhoAndWhatForm
{
    public const int MostChoices = 3;

    [Required(ErrorMessage = "Vælg mindst én målgruppe."), MinLength(1, ErrorMessage = "Vælg mindst én målgruppe."), MaxLength(MostChoices, ErrorMessage = "Vælg højst {1} målgrupper.")]
    public List<string>? TargetGroups { get; init; }

    [Required(ErrorMessage = "Vælg mindst én aktivitet."), MinLength(1, ErrorMessage = "Vælg mindst én aktivitet."), MaxLength(MostChoices, ErrorMessage = "Vælg højst {1} aktiviteter.")]
    public List<string>? Activities { get; init; }

    [MaxLength(5, ErrorMessage = "Vælg højst {1} ting.")]
    public List<string>? Competences { get; init; }

    [MaxLength(5, ErrorMessage = "Vælg højst {1} sprog.")]
    public List<string>? Languages { get; init; }

    [MaxLength(MostChoices, ErrorMessage = "Vælg højst {1} sprog, som partneren skal kunne.")]
    public List<string>? RequiredLanguages { get; init; }

    /// <summary>Phrases with commas between them.</summary>
    [StringLength(200, ErrorMessage = "Skriv højst {1} tegn.")]
    public string? MustMention { get; init; }

    public string? Method { get; init; }

    [StringLength(2000, ErrorMessage = "Skriv højst {1} tegn.")]
    public string? Description { get; init; }
}

/// <summary>Step 3.</summary>
public sealed class WhereAndWhenForm
{
    [StringLength(200, ErrorMessage = "Skriv højst {1} tegn.")]
    public string? Place { get; init; }

    public List<string>? Times { get; init; }

    [DataType(DataType.Date)]
    [Display(Name = "Begynder")]
    public DateOnly? BeginsOn { get; init; }

    [Range(1, 1000, ErrorMessage = "Skriv timerne som et helt tal fra 1 til 1000, for eksempel 10.")]
    [Display(Name = "Timer om måneden")]
    public int? VolunteerHours { get; init; }

    [Range(1, 500, ErrorMessage = "Skriv afstanden som et helt tal fra 1 til 500, for eksempel 20.")]
    [Display(Name = "Afstand")]
    public int? WithinKilometres { get; init; }

    [Range(1, 254, ErrorMessage = "Skriv dagene som et helt tal fra 1 til 254, for eksempel 60.")]
    [Display(Name = "Dage")]
    public int? RestDays { get; init; }
}

/// <summary>Step 4: what the asker gives. Required, because cooperation goes both ways.</summary>
public sealed class GivesForm
{
    [Required(ErrorMessage = "Vælg mindst én ting, I selv giver."), MinLength(1, ErrorMessage = "Vælg mindst én ting, I selv giver."), MaxLength(6, ErrorMessage = "Vælg højst {1} ting.")]
    public List<string>? Gives { get; init; }

    [StringLength(500, ErrorMessage = "Skriv højst {1} tegn.")]
    public string? PartnerGains { get; init; }
}
