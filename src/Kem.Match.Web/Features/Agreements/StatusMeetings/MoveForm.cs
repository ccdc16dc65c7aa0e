using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

public sealed class MoveForm
{
    [Required(ErrorMessage = "Vælg den nye dato."), Display(Name = "Dato")]
    public DateOnly? On { get; init; }

    [Required(ErrorMessage = "Skriv, hvad klokken er, når mødet begynder."), Display(Name = "Klokkeslæt")]
    public TimeOnly? Time { get; init; }

    [Required(ErrorMessage = "Skriv, hvor I mødes."), StringLength(200), Display(Name = "Sted")]
    public string? Place { get; init; }

    /// <summary>The day that a party proposed when it could not come, or the day as it is.</summary>
    public static MoveForm Of(StatusMeeting meeting)
    {
        var proposed = meeting.AnswersNow.LastOrDefault(answer => answer is { Comes: false, ProposedOn: not null });
        return new MoveForm { On = proposed?.ProposedOn ?? meeting.On, Time = proposed?.ProposedTime ?? meeting.Time, Place = meeting.Place };
    }

    /// <summary>Nobody can meet in the past, nor on an agreement that is over.</summary>
    public string? ProblemWithDay(StatusMeeting meeting, DateOnly today) => On switch
    {
        { } day when day < today => "Vælg en dag fra i dag og frem. Ingen kan mødes i går.",
        { } day when meeting.Agreement.IsInForce && day > meeting.Agreement.LastDay =>
            $"Vælg en dag til og med {DanishText.Date(meeting.Agreement.LastDay)}. Så længe gælder aftalen.",
        _ => null,
    };

    /// <summary>A warning, not a refusal: some parties do meet on a Sunday.</summary>
    public string DayNote => On is { } day && !DanishHolidays.IsWorkingDay(day) ? $"{DanishText.Capitalised(DanishText.WeekdayAndDay(day))} er en fridag." : "";

    public bool IsSameAs(StatusMeeting meeting) => On == meeting.On && Time == meeting.Time && Place?.Trim() == meeting.Place;
}

public sealed record MovePage(StatusMeeting Meeting, MoveForm Form);
