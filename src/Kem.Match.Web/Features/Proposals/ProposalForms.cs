using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>A proposal before it is sent, to one partner or to several together.</summary>
public sealed class ProposalForm
{
    public Guid PartnerId { get; init; }

    [Required(ErrorMessage = "Skriv, hvorfor I skal mødes."), StringLength(2000, ErrorMessage = "Skriv højst {1} tegn."), NoCprNumber]
    [Display(Name = "Beskeden")]
    public string Message { get; init; } = "";

    [Required(ErrorMessage = "Vælg en dato."), DataType(DataType.Date)]
    [Display(Name = "Svar senest")]
    public DateOnly? AnswerBy { get; init; }

    /// <summary>Partners who are to be asked about the same need after this one.</summary>
    public Guid[] Then { get; init; } = [];

    /// <summary>Everybody who is asked together; empty when one is asked alone.</summary>
    public Guid[] Partners { get; init; } = [];

    /// <summary>The need is about something that a partner would rather not be asked about, and the coordinator knows.</summary>
    public bool DespiteBoundaries { get; init; }
}

/// <summary>The four equal answers and what belongs to each.</summary>
public sealed class AnswerForm
{
    [Required(ErrorMessage = "Vælg et af de fire svar.")]
    public ProposalAnswer? Answer { get; init; }

    [StringLength(500, ErrorMessage = "Skriv højst {1} tegn."), NoCprNumber, Display(Name = "Hvornår passer det jer bedst?")]
    public string? PreferredTimes { get; init; }

    /// <summary>Months until one may ask again.</summary>
    [Range(1, 12)]
    public int? AskAgainInMonths { get; init; }

    [StringLength(40)]
    public string? DeclineReason { get; init; }

    [StringLength(2000, ErrorMessage = "Skriv højst {1} tegn."), NoCprNumber, Display(Name = "Beskeden")]
    public string? Message { get; init; }

    /// <summary>"Send os ikke flere forslag lige nu."</summary>
    public bool Pause { get; init; }
}

/// <summary>What can come of a call.</summary>
public enum CallResult
{
    Yes,
    Later,
    No,
    Question,
    NobodyPickedUp,
    WrongNumber,
}

/// <summary>A call that was made: an answer, or why there is none.</summary>
public sealed class CallForm
{
    [Required(ErrorMessage = "Vælg, hvad der skete.")]
    public CallResult? Result { get; init; }

    [StringLength(500, ErrorMessage = "Skriv højst {1} tegn."), NoCprNumber, Display(Name = "Hvornår passer det dem bedst?")]
    public string? PreferredTimes { get; init; }

    [Range(1, 12)]
    public int? AskAgainInMonths { get; init; }

    [StringLength(40)]
    public string? DeclineReason { get; init; }

    [DataType(DataType.Date), Display(Name = "Ring igen")]
    public DateOnly? CallAgainOn { get; init; }

    [StringLength(100, ErrorMessage = "Skriv højst {1} tegn."), NoCprNumber, Display(Name = "Hvem talte du med?")]
    public string? SpokeWith { get; init; }

    [StringLength(2000, ErrorMessage = "Skriv højst {1} tegn."), NoCprNumber, Display(Name = "Det sagde de")]
    public string? Message { get; init; }
}

/// <summary>Who the right person is, as far as the reader knows.</summary>
public sealed class ForwardForm
{
    [StringLength(100, ErrorMessage = "Skriv højst {1} tegn."), NoCprNumber, Display(Name = "Navn")]
    public string? Name { get; init; }

    [StringLength(254, ErrorMessage = "Skriv højst {1} tegn."), Display(Name = "Mail")]
    public string? Email { get; init; }
}

/// <summary>The coordinator's answer to a question, and until when the partner can think.</summary>
public sealed class ReplyForm
{
    [Required(ErrorMessage = "Skriv et svar."), StringLength(2000, ErrorMessage = "Skriv højst {1} tegn."), NoCprNumber, Display(Name = "Svaret")]
    public string? Text { get; init; }

    [Required(ErrorMessage = "Vælg en dato."), DataType(DataType.Date), Display(Name = "Svar senest")]
    public DateOnly? AnswerBy { get; init; }
}

/// <summary>A new answer date and nothing more.</summary>
public sealed class ExtensionForm
{
    [Required(ErrorMessage = "Vælg en dato."), DataType(DataType.Date), Display(Name = "Svar senest")]
    public DateOnly? AnswerBy { get; init; }
}

/// <summary>Why a yes came to nothing.</summary>
public sealed class GivingUpForm
{
    [Required(ErrorMessage = "Vælg, hvad der skete.")]
    public ProposalState? How { get; init; }

    [StringLength(500, ErrorMessage = "Skriv højst {1} tegn."), NoCprNumber, Display(Name = "Hvad skete der?")]
    public string? Note { get; init; }
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
