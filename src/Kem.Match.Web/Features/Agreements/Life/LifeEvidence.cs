using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Evidence;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements.Life;

/// <summary>Writes what happens to a signed agreement into its trail: that it happened, by whom, and the days. Never why.</summary>
public sealed class LifeEvidence(EvidenceTrail trail)
{
    public Task RenewedAsync(CooperationAgreement agreement, string by, CancellationToken cancellationToken) =>
        AppendAsync(agreement, EvidenceKind.Renewed, by, subjectId: null, $"Gælder til {DanishText.Date(agreement.EndsOn)}.", cancellationToken);

    public Task PausedAsync(CooperationAgreement agreement, AgreementPause pause, CancellationToken cancellationToken) =>
        AppendAsync(agreement, EvidenceKind.Paused, pause.DecidedBy, subjectId: null, $"Fra {DanishText.Date(pause.From)} til {DanishText.Date(pause.Until)}.", cancellationToken);

    public Task ResumedAsync(CooperationAgreement agreement, string by, CancellationToken cancellationToken) =>
        AppendAsync(agreement, EvidenceKind.Resumed, by, subjectId: null, note: null, cancellationToken);

    /// <param name="partyId">The party that stops; null when the coordinator writes down that all do.</param>
    public Task NoticeGivenAsync(CooperationAgreement agreement, string by, Guid? partyId, DateOnly lastDay, CancellationToken cancellationToken) =>
        AppendAsync(agreement, EvidenceKind.NoticeGiven, by, partyId, $"Sidste dag er {DanishText.Date(lastDay)}.", cancellationToken);

    public Task NoticeTakenBackAsync(CooperationAgreement agreement, string by, Guid? partyId, CancellationToken cancellationToken) =>
        AppendAsync(agreement, EvidenceKind.NoticeTakenBack, by, partyId, $"Gælder til {DanishText.Date(agreement.LastDay)}.", cancellationToken);

    public Task EndedAsync(CooperationAgreement agreement, string by, CancellationToken cancellationToken) =>
        AppendAsync(agreement, EvidenceKind.Ended, by, subjectId: null, note: null, cancellationToken);

    /// <summary>The name in the text is what was signed; where the party is found now stands in the note.</summary>
    public Task PartyMergedAsync(CooperationAgreement agreement, AgreementParty party, string into, string by, CancellationToken cancellationToken) =>
        AppendAsync(agreement, EvidenceKind.PartyMerged, by, party.Id, $"{party.Name} står nu som {into}. Teksten er den samme.", cancellationToken);

    public Task PartyMergeUndoneAsync(CooperationAgreement agreement, AgreementParty party, string by, CancellationToken cancellationToken) =>
        AppendAsync(agreement, EvidenceKind.PartyMergeUndone, by, party.Id, $"{party.Name} står igen for sig.", cancellationToken);

    public Task PartyRetiredAsync(CooperationAgreement agreement, AgreementParty party, DateOnly on, string by, CancellationToken cancellationToken) =>
        AppendAsync(agreement, EvidenceKind.PartyRetired, by, party.Id, $"{party.Name} er nedlagt {DanishText.Date(on)}.", cancellationToken);

    /// <summary>One event in each of the two trails.</summary>
    public async Task ReplacedAsync(CooperationAgreement old, CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        await AppendAsync(old, EvidenceKind.Replaced, EvidenceTrail.Service, agreement.Id, note: null, cancellationToken);
        await AppendAsync(agreement, EvidenceKind.Amended, EvidenceTrail.Service, old.Id, "Træder i stedet for den tidligere aftale.", cancellationToken);
    }

    public Task MinutesAcceptedAsync(CooperationAgreement agreement, StatusMeeting meeting, CancellationToken cancellationToken) =>
        AppendAsync(agreement, EvidenceKind.MinutesAccepted, EvidenceTrail.Service, meeting.Id, $"Statusmøde nr. {meeting.Number}.", cancellationToken);

    private Task AppendAsync(CooperationAgreement agreement, EvidenceKind kind, string by, Guid? subjectId, string? note, CancellationToken cancellationToken) =>
        trail.AppendAsync(agreement, kind, by, subjectId, new() { Note = note }, cancellationToken);
}
