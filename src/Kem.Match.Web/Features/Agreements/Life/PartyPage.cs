using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements.Life;

/// <summary>An agreement as one party meets it after it is signed: what is asked, what it may say.</summary>
/// <param name="Url">What the addresses of its forms begin with.</param>
public sealed record PartyPage(CooperationAgreement Agreement, AgreementParty Party, Municipality Municipality, string Url, DateOnly Today)
{
    public StopForm Stop { get; init; } = new();

    public OutcomeForm Outcome { get; init; } = new();

    public ContinuationQuestion? Question => Agreement.CanAnswer(Party) ? Agreement.OpenQuestion : null;

    public AgreementParty? Leaving => Agreement.Parties.FirstOrDefault(party => party.Id == Agreement.OpenQuestion?.LeavingPartyId);

    public DateOnly StopsIfToldToday => Agreement.Notice.RunsOutWhenGivenOn(Today) is var day && day < Agreement.EndsOn ? day : Agreement.EndsOn;

    /// <summary>Notice of one among several is a way out for that party alone.</summary>
    public bool LeavesOthers => Agreement.ActiveParties.Count > 2;

    public static PartyPage Of(CooperationAgreement agreement, AgreementParty party, Municipality municipality, string url, DateOnly today) =>
        new(agreement, party, municipality, url, today)
        {
            Outcome = agreement.OutcomeOf(party) is { } told ? new OutcomeForm { Kind = told.Kind, Note = told.Note } : new(),
        };
}

public sealed class StopForm
{
    [Required(ErrorMessage = "Skriv med en linje, hvorfor I stopper."), StringLength(500), NoCprNumber, Display(Name = "Grund")]
    public string? Reason { get; init; }
}

public sealed class OutcomeForm
{
    [Required(ErrorMessage = "Vælg, hvordan det gik."), Display(Name = "Hvordan gik det?")]
    public OutcomeKind? Kind { get; init; }

    [StringLength(500), NoCprNumber, Display(Name = "Med en linje")]
    public string? Note { get; init; }
}
