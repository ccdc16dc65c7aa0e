using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;

namespace Kem.Match.Web.Features.Demo;

/// <summary>Gives the demonstration's agreements the trails they would have had, each event on the day it happened.</summary>
internal sealed class DemoEvidence(KemDb db, EvidenceKey key)
{
    private const string Consent = "Jeg har læst aftalen.";

    public void Write(CooperationAgreement agreement)
    {
        if (agreement.SentForSignatureAt is not { } sentAt) return;

        var head = new EvidenceHead(agreement.Id);
        db.EvidenceHeads.Add(head);
        Append(head, agreement, EvidenceKind.SentForSignature, agreement.ResponsibleName, null, new(), sentAt);

        foreach (var signatory in agreement.Signatories.Where(signatory => signatory.HasSigned).OrderBy(signatory => signatory.SignedAt))
        {
            Append(head, agreement, EvidenceKind.Signed, signatory.SignedName, signatory.Id, About(agreement.PartyOf(signatory), signatory), signatory.SignedAt!.Value);
        }

        foreach (var signatory in agreement.Signatories.Where(signatory => signatory.HasDeclined))
        {
            Append(
                head, agreement, EvidenceKind.Declined, signatory.Name, signatory.Id,
                new() { Organisation = agreement.PartyOf(signatory).Name }, signatory.DeclinedAt!.Value);
        }

        if (agreement.InForceAt is { } inForceAt)
        {
            Append(head, agreement, EvidenceKind.CameIntoForce, agreement.ResponsibleName, null, new(), inForceAt);

            // The receipts went out when all had signed; only the PDF is still to be made.
            var copy = new SignedCopy(agreement.Id, agreement.TextVersion);
            copy.MarkReceiptsWritten(inForceAt);
            db.SignedCopies.Add(copy);
        }

        if (agreement.EndedAt is { } endedAt)
        {
            Append(head, agreement, EvidenceKind.Ended, agreement.ResponsibleName, null, new(), endedAt);
        }
    }

    private static EvidenceDetails About(AgreementParty party, Signatory signatory) => new()
    {
        Organisation = party.Name,
        Name = signatory.SignedName,
        Role = signatory.Title,
        Address = signatory.Email,
        Way = "personligt link",
        Consent = Consent,
    };

    private void Append(
        EvidenceHead head, CooperationAgreement agreement, EvidenceKind kind, string actor, Guid? subjectId, EvidenceDetails details, DateTimeOffset at) =>
        db.EvidenceEvents.Add(head.Append(agreement, kind, actor, subjectId, details, at, key));
}
