using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Agreements.StatusMeetings;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Signatures;

public enum SigningOutcome
{
    Recorded,

    /// <summary>The party had answered before (a double click, the way back in the browser), or another one had refused.</summary>
    AnsweredBefore,

    /// <summary>Another text lies for signature than the one that was read, or none.</summary>
    TextChanged,
}

/// <summary>
/// What follows when a text goes out, is taken back, signed or refused: personal links and letters, in the same save as
/// the change itself.
/// </summary>
public sealed class SigningRound(KemDb db, AccessLinks links, Taxonomy taxonomy, MeetingCalendar calendar, TimeProvider clock)
{
    private const int MaxAttempts = 3;

    private static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(60);

    /// <summary>Sends the text to everybody who is to sign it; <paramref name="sender"/> signs where they are signed in.</summary>
    public async Task SendAsync(CooperationAgreement agreement, Viewer sender, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityAsync(agreement, cancellationToken);
        agreement.SendForSignature(AgreementText.Write(agreement, taxonomy), clock.GetUtcNow());
        db.AgreementVersions.Add(AgreementVersion.Of(agreement, agreement.Clauses, VersionReason.SentForSignature, sender.Name, clock.GetUtcNow()));

        foreach (var (party, signatory) in AgreementLetter.ContactsOf(agreement.Parties.Where(party => !party.IsSignedFor(sender.Email))))
        {
            var link = links.Issue(LinkPurpose.SignAgreement, party.Id, party.OrganisationId, party.ContactEmail, LinkLifetime);
            Write(new SignatureRequest(signatory, agreement, municipality, party, LinkKey.Reference(link)));
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task TakeBackAsync(CooperationAgreement agreement, Viewer viewer, CancellationToken cancellationToken)
    {
        db.AgreementVersions.Add(AgreementVersion.Of(agreement, agreement.Clauses, VersionReason.TakenBack, viewer.Name, clock.GetUtcNow()));
        agreement.TakeBack(clock.GetUtcNow());

        foreach (var party in agreement.Parties)
        {
            await links.RevokeAsync(LinkPurpose.SignAgreement, party.Id, cancellationToken);
        }

        await HoldBackAsync(agreement, "Aftalen er taget tilbage.", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Records one party's answer. Two parties who press at the same moment are both heard.</summary>
    public async Task<SigningOutcome> AnswerAsync(Guid partyId, SigningForm form, SigningWay way, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var agreement = await db.Agreements.Whole().SingleAsync(a => a.Parties.Any(p => p.Id == partyId), cancellationToken);
            var party = agreement.Parties.Single(p => p.Id == partyId);

            if (party.HasSigned || agreement.State == AgreementState.Declined) return SigningOutcome.AnsweredBefore;
            if (!agreement.CanBeSignedBy(party) || form.TextHash != agreement.TextHash) return SigningOutcome.TextChanged;

            await RecordAsync(agreement, party, form, way, cancellationToken);

            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return SigningOutcome.Recorded;
            }
            catch (DbUpdateException) when (attempt < MaxAttempts)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task RecordAsync(CooperationAgreement agreement, AgreementParty party, SigningForm form, SigningWay way, CancellationToken cancellationToken)
    {
        if (form.Answer == SigningAnswer.Sign)
        {
            agreement.Sign(party, form.FullName!.Trim(), way, form.TextHash!, clock.GetUtcNow());

            if (agreement.IsInForce)
            {
                await WriteToAllAsync(agreement, cancellationToken);
            }
        }
        else
        {
            agreement.Decline(party, (form.Reason ?? "").Trim(), clock.GetUtcNow());
            await HoldBackAsync(agreement, $"{party.Name} skrev ikke under.", cancellationToken);
            await WriteOfRefusalAsync(agreement, party, cancellationToken);
        }
    }

    private async Task WriteToAllAsync(CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityAsync(agreement, cancellationToken);
        var invite = agreement.NextMeeting is { } first ? calendar.For(first, agreement, CalendarMethod.Request) : null;

        foreach (var (party, signatory) in AgreementLetter.ContactsOf(agreement.Parties))
        {
            Write(new AllHaveSigned(signatory, agreement, municipality, party, await DoorAsync(agreement, party, cancellationToken), invite));
        }
    }

    private async Task WriteOfRefusalAsync(CooperationAgreement agreement, AgreementParty refused, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityAsync(agreement, cancellationToken);

        foreach (var (party, signatory) in AgreementLetter.ContactsOf(agreement.Parties.Where(party => !party.IsSignedFor(agreement.ResponsibleEmail))))
        {
            Write(new AgreementFell(signatory, agreement, municipality, party, refused));
        }

        if (AgreementLetter.ResponsibleFor(agreement) is { } responsible)
        {
            Write(new RefusalNotice(responsible, agreement, municipality, refused));
        }
    }

    /// <summary>The way in that belongs to a party: its personal link, or the page of somebody with an account.</summary>
    public async Task<string> DoorAsync(CooperationAgreement agreement, AgreementParty party, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var link = await db.AccessLinks
            .Where(l => l.Purpose == LinkPurpose.SignAgreement && l.SubjectId == party.Id && l.RevokedAt == null && l.ExpiresAt > now)
            .FirstOrDefaultAsync(cancellationToken);

        return link is null ? $"/aftaler/{agreement.Id}/underskrift" : LinkKey.Reference(link);
    }

    // A mail that a worker has already taken may still go out; its link then leads to a page that says so.
    private async Task HoldBackAsync(CooperationAgreement agreement, string reason, CancellationToken cancellationToken)
    {
        foreach (var mail in await db.Outbox
            .Where(m => m.AboutId == agreement.Id && m.State == OutgoingMailState.Waiting && m.ClaimedUntil == null)
            .ToListAsync(cancellationToken))
        {
            mail.Suppress(reason);
        }
    }

    private void Write(Letter letter) => db.Outbox.Add(OutgoingMail.From(letter, clock.GetUtcNow()));

    private Task<Municipality> MunicipalityAsync(CooperationAgreement agreement, CancellationToken cancellationToken) =>
        db.Municipalities.SingleAsync(m => m.Code == agreement.MunicipalityCode, cancellationToken);
}
