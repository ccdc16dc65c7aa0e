using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Evidence;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Writes each event of a round of signatures into the agreement's trail. Why somebody refused is not among it.</summary>
public sealed class SigningEvidence(EvidenceTrail trail)
{
    public Task SentAsync(CooperationAgreement agreement, Viewer sender, CancellationToken cancellationToken) =>
        trail.AppendAsync(agreement, EvidenceKind.SentForSignature, sender.Name, subjectId: null, new(), cancellationToken);

    public Task LinkIssuedAsync(CooperationAgreement agreement, Signatory signatory, CancellationToken cancellationToken) =>
        trail.AppendAsync(agreement, EvidenceKind.LinkIssued, EvidenceTrail.Service, signatory.Id, About(agreement, signatory), cancellationToken);

    public Task RemindedAsync(CooperationAgreement agreement, Signatory signatory, CancellationToken cancellationToken) =>
        trail.AppendAsync(agreement, EvidenceKind.Reminded, EvidenceTrail.Service, signatory.Id, About(agreement, signatory), cancellationToken);

    public Task SignedAsync(CooperationAgreement agreement, Signatory signatory, DateTimeOffset? openedAt, CancellationToken cancellationToken) =>
        trail.AppendAsync(agreement, EvidenceKind.Signed, signatory.SignedName, signatory.Id, About(agreement, signatory) with
        {
            Name = signatory.SignedName,
            Way = signatory.SignedBy == SigningWay.Link ? "personligt link" : "logget ind",
            Consent = SigningForm.Consent,
            OpenedAt = openedAt,
        }, cancellationToken);

    public Task SignedOnPaperAsync(CooperationAgreement agreement, Signatory signatory, PaperSigning paper, PaperScan scan, CancellationToken cancellationToken) =>
        trail.AppendAsync(agreement, EvidenceKind.SignedOnPaper, paper.RecordedBy, signatory.Id, About(agreement, signatory) with
        {
            Way = "på papir",
            FileHash = scan.ContentHash,
            Note = $"{DanishText.Date(paper.SignedOn)}, {paper.Place}. Vidner: {paper.FirstWitness} og {paper.SecondWitness}. Skrevet ind af {paper.RecordedBy}.",
        }, cancellationToken);

    public Task DeclinedAsync(CooperationAgreement agreement, Signatory signatory, CancellationToken cancellationToken) =>
        trail.AppendAsync(agreement, EvidenceKind.Declined, signatory.Name, signatory.Id, About(agreement, signatory), cancellationToken);

    public Task NotRightAsync(CooperationAgreement agreement, Signatory signatory, CancellationToken cancellationToken) =>
        trail.AppendAsync(agreement, EvidenceKind.SignatoryChanged, signatory.Name, signatory.Id, About(agreement, signatory) with
        {
            Note = "Siger, at en anden skal skrive under. Linket er lukket.",
        }, cancellationToken);

    public Task ReplacedAsync(CooperationAgreement agreement, Signatory before, Signatory after, Viewer coordinator, CancellationToken cancellationToken) =>
        trail.AppendAsync(agreement, EvidenceKind.SignatoryChanged, coordinator.Name, after.Id, About(agreement, after) with
        {
            Note = $"Skal skrive under i stedet for {before.Name}.",
        }, cancellationToken);

    public Task TakenBackAsync(CooperationAgreement agreement, Viewer viewer, CancellationToken cancellationToken) =>
        trail.AppendAsync(agreement, EvidenceKind.TakenBack, viewer.Name, subjectId: null, new(), cancellationToken);

    public Task InForceAsync(CooperationAgreement agreement, CancellationToken cancellationToken) =>
        trail.AppendAsync(agreement, EvidenceKind.CameIntoForce, EvidenceTrail.Service, subjectId: null, new(), cancellationToken);

    private static EvidenceDetails About(CooperationAgreement agreement, Signatory signatory) => new()
    {
        Organisation = agreement.PartyOf(signatory).Name,
        Name = signatory.Name,
        Role = SigningWords.RoleOf(signatory),
        Address = signatory.Email.Length > 0 ? signatory.Email : null,
    };
}
