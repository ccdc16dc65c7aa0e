using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

public sealed class MoveForm
{
    [Required(ErrorMessage = "Vælg den nye dato."), Display(Name = "Dato")]
    public DateOnly? On { get; init; }

    [Required(ErrorMessage = "Skriv, hvad klokken er, når mødet begynder."), Display(Name = "Klokkeslæt")]
    public TimeOnly? Time { get; init; }

    [Required(ErrorMessage = "Skriv, hvor I mødes."), StringLength(200), Display(Name = "Sted")]
    public string? Place { get; init; }

    public bool IsSameAs(StatusMeeting meeting) => On == meeting.On && Time == meeting.Time && Place?.Trim() == meeting.Place;
}

public sealed record MovePage(StatusMeeting Meeting, MoveForm Form);
