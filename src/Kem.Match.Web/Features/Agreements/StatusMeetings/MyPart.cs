using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>What one party can say about a meeting, before it and after it.</summary>
/// <param name="Url">What the addresses of its forms begin with.</param>
public sealed record MyPart(StatusMeeting Meeting, AgreementParty Party, string Url, DateOnly Today, DateTimeOffset Now)
{
    public ComingForm Coming { get; init; } = new();

    public PointForm Point { get; init; } = new();

    public RatingForm Rating { get; init; } = new();

    public ObjectionForm Objection { get; init; } = new();

    public MeetingAnswer? Answer => Meeting.AnswersNow.FirstOrDefault(answer => answer.PartyId == Party.Id);

    public bool CanAnswer => Meeting.IsPlanned && Meeting.On >= Today;

    public bool CanObject => Meeting.CanBeObjectedToOn(Today);

    /// <summary>An item of the agenda asks how it goes.</summary>
    public required string RatingQuestion { get; init; }

    public static MyPart Of(MeetingPage page, AgreementParty party, string url, DateTimeOffset now) => new(page.Meeting, party, url, page.Today, now)
    {
        RatingQuestion = page.Agenda.Items.FirstOrDefault(item => item.Kind == Domain.Methods.AgendaItemKind.Rating)?.Question ?? "",
        Rating = new RatingForm { Value = page.Meeting.Ratings.FirstOrDefault(rating => rating.PartyId == party.Id)?.Value },
        Coming = page.Meeting.AnswersNow.FirstOrDefault(answer => answer.PartyId == party.Id) is { } answer
            ? new ComingForm { Comes = answer.Comes, ProposedOn = answer.ProposedOn, ProposedTime = answer.ProposedTime, Note = answer.Note }
            : new(),
    };
}

public sealed class ComingForm : IValidatableObject
{
    [Required(ErrorMessage = "Vælg, om I kommer."), Display(Name = "Kommer I?")]
    public bool? Comes { get; init; }

    [Display(Name = "En anden dag")]
    public DateOnly? ProposedOn { get; init; }

    [Display(Name = "Klokkeslæt")]
    public TimeOnly? ProposedTime { get; init; }

    [StringLength(500), NoCprNumber, Display(Name = "Besked")]
    public string? Note { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Comes == false && ProposedOn is null && string.IsNullOrWhiteSpace(Note))
        {
            yield return new("Foreslå en anden dag, eller skriv en besked.", [nameof(ProposedOn)]);
        }
    }
}

public sealed class PointForm
{
    [Required(ErrorMessage = "Skriv, hvad I vil tale om."), StringLength(300), NoCprNumber, Display(Name = "Punkt")]
    public string? Text { get; init; }
}

public sealed class RatingForm
{
    [Required(ErrorMessage = "Vælg et tal."), Range(MeetingRating.Lowest, MeetingRating.Highest, ErrorMessage = "Vælg et tal fra 1 til 5."), Display(Name = "Hvordan går det?")]
    public int? Value { get; init; }
}

public sealed class ObjectionForm
{
    [Required(ErrorMessage = "Skriv, hvad der er forkert."), StringLength(2000), NoCprNumber, Display(Name = "Indsigelse")]
    public string? Text { get; init; }
}
