using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain.Proposals;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>A proposal before it is sent.</summary>
public sealed class ProposalForm
{
    public Guid PartnerId { get; init; }

    [Required(ErrorMessage = "Skriv, hvorfor I skal mødes."), StringLength(2000, ErrorMessage = "Skriv højst {1} tegn.")]
    [Display(Name = "Beskeden")]
    public string Message { get; init; } = "";

    [Required(ErrorMessage = "Vælg en dato."), DataType(DataType.Date)]
    [Display(Name = "Svar senest")]
    public DateOnly? AnswerBy { get; init; }

    /// <summary>Partners who are to be asked about the same need after this one.</summary>
    public Guid[] Then { get; init; } = [];
}

/// <summary>The four equal answers and what belongs to each.</summary>
public sealed class AnswerForm
{
    [Required(ErrorMessage = "Vælg et af de fire svar.")]
    public ProposalAnswer? Answer { get; init; }

    [StringLength(500, ErrorMessage = "Skriv højst {1} tegn.")]
    public string? PreferredTimes { get; init; }

    /// <summary>Months until one may ask again.</summary>
    [Range(1, 12)]
    public int? AskAgainInMonths { get; init; }

    [StringLength(40)]
    public string? DeclineReason { get; init; }

    [StringLength(2000, ErrorMessage = "Skriv højst {1} tegn.")]
    public string? Message { get; init; }

    /// <summary>"Send os ikke flere forslag lige nu."</summary>
    public bool Pause { get; init; }
}

/// <summary>The first meeting after a yes.</summary>
public sealed class FirstMeetingForm
{
    [Required(ErrorMessage = "Vælg en dag."), DataType(DataType.Date)]
    [Display(Name = "Dag")]
    public DateOnly? On { get; init; }

    [Required(ErrorMessage = "Vælg et tidspunkt."), DataType(DataType.Time)]
    [Display(Name = "Klokkeslæt")]
    public TimeOnly? Time { get; init; }

    [Required(ErrorMessage = "Skriv, hvor I mødes."), StringLength(200, ErrorMessage = "Skriv højst {1} tegn.")]
    [Display(Name = "Sted")]
    public string Place { get; init; } = "";
}
