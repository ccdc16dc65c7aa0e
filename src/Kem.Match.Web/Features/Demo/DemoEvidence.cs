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

        foreach (var party in agreement.Parties.Where(party => party.HasSigned).OrderBy(party => party.SignedAt))
        {
            Append(head, agreement, EvidenceKind.Signed, party.SignedName, party.Id, About(party), party.SignedAt!.Value);
        }

        foreach (var party in agreement.Parties.Where(party => party.HasDeclined))
        {
            Append(head, agreement, EvidenceKind.Declined, party.ContactName, party.Id, new() { Organisation = party.Name }, party.DeclinedAt!.Value);
        }

        if (agreement.InForceAt is { } inForceAt)
        {
            Append(head, agreement, EvidenceKind.CameIntoForce, agreement.ResponsibleName, null, new(), inForceAt);
        }

        if (agreement.EndedAt is { } endedAt)
        {
            Append(head, agreement, EvidenceKind.Ended, agreement.ResponsibleName, null, new(), endedAt);
        }
    }

    private static EvidenceDetails About(AgreementParty party) => new()
    {
        Organisation = party.Name,
        Name = party.SignedName,
        Role = party.ContactTitle,
        Address = party.ContactEmail,
        Way = "personligt link",
        Consent = Consent,
    };

    private void Append(
        EvidenceHead head, CooperationAgreement agreement, EvidenceKind kind, string actor, Guid? subjectId, EvidenceDetails details, DateTimeOffset at) =>
        db.EvidenceEvents.Add(head.Append(agreement, kind, actor, subjectId, details, at, key));
}
