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

    /// <summary>The person had answered before (a double click, the way back in the browser), or another one had refused.</summary>
    AnsweredBefore,

    /// <summary>Another text lies for signature than the one that was read, or none.</summary>
    TextChanged,
}

/// <summary>
/// What follows when a text goes out, is taken back, signed or refused: personal links and letters, in the same save as
/// the change itself. Each public method is one event in the life of the round.
/// </summary>
public sealed class SigningRound(KemDb db, AccessLinks links, Taxonomy taxonomy, MeetingCalendar calendar, TimeProvider clock)
{
    // The signatories of eight parties may all press at once, and one of them is recorded at a time.
    private const int MaxAttempts = 25;

    private static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(60);

    /// <summary>Sends the text to everybody whose turn it is; <paramref name="sender"/> signs where they are signed in.</summary>
    public async Task SendAsync(CooperationAgreement agreement, Viewer sender, CancellationToken cancellationToken)
    {
        agreement.SendForSignature(AgreementText.Write(agreement, taxonomy), clock.GetUtcNow());
        Keep(agreement, VersionReason.SentForSignature, sender);
        await AskNextAsync(agreement, sender.Email, cancellationToken);
        await SaveAsync(agreement, cancellationToken);
    }

    /// <summary>Takes the text back, closes every link and tells those who had signed.</summary>
    public async Task TakeBackAsync(CooperationAgreement agreement, Viewer viewer, CancellationToken cancellationToken)
    {
        Keep(agreement, VersionReason.TakenBack, viewer);
        var municipality = await MunicipalityAsync(agreement, cancellationToken);
        await HoldBackAsync(agreement, "Aftalen er taget tilbage.", cancellationToken);

        foreach (var signatory in agreement.Signatories)
        {
            await links.RevokeAsync(LinkPurpose.SignAgreement, signatory.Id, cancellationToken);

            if (signatory.HasSigned && AgreementLetter.RecipientOf(signatory) is { } to)
            {
                Write(new SignatureVoided(to, agreement, municipality, signatory));
            }
        }

        agreement.TakeBack(clock.GetUtcNow());
        await SaveAsync(agreement, cancellationToken);
    }

    /// <summary>Records one person's answer. Two who press at the same moment are both heard.</summary>
    public Task<SigningOutcome> AnswerAsync(Guid signatoryId, SigningForm form, SigningWay way, CancellationToken cancellationToken) =>
        RecordAsync(signatoryId, form.TextHash, (agreement, signatory) => form.Answer == SigningAnswer.Sign
            ? SignAsync(agreement, signatory, form, way, cancellationToken)
            : DeclineAsync(agreement, signatory, (form.Reason ?? "").Trim(), cancellationToken), cancellationToken);

    /// <summary>Closes the link of somebody who is not the right one, and lets the coordinator find who is.</summary>
    public Task<SigningOutcome> SayNotRightAsync(Guid signatoryId, NotRightForm form, CancellationToken cancellationToken) =>
        RecordAsync(signatoryId, form.TextHash, async (agreement, signatory) =>
        {
            agreement.SayNotRight(signatory, (form.RightPerson ?? "").Trim(), clock.GetUtcNow());
            await links.RevokeAsync(LinkPurpose.SignAgreement, signatory.Id, cancellationToken);

            if (AgreementLetter.ResponsibleFor(agreement) is { } responsible)
            {
                Write(new NotTheRightPerson(responsible, agreement, await MunicipalityAsync(agreement, cancellationToken), signatory));
            }
        }, cancellationToken);

    /// <summary>Asks somebody else in the place of a person who has not signed.</summary>
    public async Task ReplaceAsync(CooperationAgreement agreement, Signatory signatory, SignatoryDetails person, Viewer coordinator, CancellationToken cancellationToken)
    {
        await links.RevokeAsync(LinkPurpose.SignAgreement, signatory.Id, cancellationToken);
        agreement.Replace(signatory, person, clock.GetUtcNow());
        await AskNextAsync(agreement, coordinator.Email, cancellationToken);
        await SaveAsync(agreement, cancellationToken);
    }

    /// <summary>Records what was signed with a pen, together with the picture of the sheet.</summary>
    public async Task RecordPaperAsync(
        CooperationAgreement agreement, PaperSigning paper, IReadOnlyCollection<Signatory> signers, string textHash, PaperScan scan, CancellationToken cancellationToken)
    {
        agreement.RecordPaper(paper, signers, textHash, clock.GetUtcNow());
        db.PaperScans.Add(scan);
        await AfterSignatureAsync(agreement, cancellationToken);
        await SaveAsync(agreement, cancellationToken);
    }

    /// <summary>The way in that belongs to a signatory: a personal link, or the page of somebody with an account.</summary>
    public async Task<SigningDoor> DoorAsync(CooperationAgreement agreement, Signatory signatory, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var link = await db.AccessLinks
            .Where(l => l.Purpose == LinkPurpose.SignAgreement && l.SubjectId == signatory.Id && l.RevokedAt == null && l.ExpiresAt > now)
            .FirstOrDefaultAsync(cancellationToken);

        return link is null ? new SigningDoor($"/aftaler/{agreement.Id}/underskrift", IsPersonal: false) : new SigningDoor(LinkKey.Reference(link), IsPersonal: true);
    }

    private async Task<SigningOutcome> RecordAsync(
        Guid signatoryId, string? textHash, Func<CooperationAgreement, Signatory, Task> record, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var agreement = await db.Agreements.Whole().SingleOrDefaultAsync(a => a.Parties.Any(p => p.Signatories.Any(s => s.Id == signatoryId)), cancellationToken);
            var signatory = agreement?.Signatories.SingleOrDefault(s => s.Id == signatoryId);

            if (agreement is null || signatory is null) return SigningOutcome.TextChanged;
            if (!signatory.IsSilent || agreement.State is AgreementState.Declined or AgreementState.InForce) return SigningOutcome.AnsweredBefore;
            if (!agreement.CanBeSignedBy(signatory) || textHash != agreement.TextHash) return SigningOutcome.TextChanged;

            await record(agreement, signatory);

            try
            {
                await SaveAsync(agreement, cancellationToken);
                return SigningOutcome.Recorded;
            }
            catch (DbUpdateException) when (attempt < MaxAttempts)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task SignAsync(CooperationAgreement agreement, Signatory signatory, SigningForm form, SigningWay way, CancellationToken cancellationToken)
    {
        agreement.Sign(signatory, form.FullName!.Trim(), way, form.TextHash!, clock.GetUtcNow());
        await AfterSignatureAsync(agreement, cancellationToken);
    }

    private async Task DeclineAsync(CooperationAgreement agreement, Signatory signatory, string reason, CancellationToken cancellationToken)
    {
        agreement.Decline(signatory, reason, clock.GetUtcNow());

        if (agreement.State == AgreementState.Declined)
        {
            await HoldBackAsync(agreement, $"{agreement.PartyOf(signatory).Name} skrev ikke under.", cancellationToken);
        }

        await WriteOfRefusalAsync(agreement, signatory, cancellationToken);
        await AskNextAsync(agreement, sender: "", cancellationToken);
    }

    private async Task AfterSignatureAsync(CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        if (agreement.IsInForce)
        {
            await WriteToAllAsync(agreement, cancellationToken);
        }
        else
        {
            await AskNextAsync(agreement, sender: "", cancellationToken);
        }
    }

    // Whoever presses the button that asks needs no letter about it.
    private async Task AskNextAsync(CooperationAgreement agreement, string sender, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityAsync(agreement, cancellationToken);

        foreach (var signatory in agreement.AskNext(clock.GetUtcNow()))
        {
            if (signatory.Way != SigningWay.Paper && !signatory.HasAddress(sender) && AgreementLetter.RecipientOf(signatory) is { } to)
            {
                Write(new SignatureRequest(to, agreement, municipality, signatory, NewDoor(agreement, signatory)));
            }
        }
    }

    private SigningDoor NewDoor(CooperationAgreement agreement, Signatory signatory)
    {
        if (signatory.Way == SigningWay.SignedIn || signatory.HasAddress(agreement.ResponsibleEmail))
        {
            return new SigningDoor($"/aftaler/{agreement.Id}/underskrift", IsPersonal: false);
        }

        var link = links.Issue(LinkPurpose.SignAgreement, signatory.Id, agreement.PartyOf(signatory).OrganisationId, signatory.Email, LinkLifetime);
        return new SigningDoor(LinkKey.Reference(link), IsPersonal: true);
    }

    private async Task WriteToAllAsync(CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityAsync(agreement, cancellationToken);
        var invite = agreement.NextMeeting is { } first ? calendar.For(first, agreement, CalendarMethod.Request) : null;

        foreach (var reader in SigningReader.Of(agreement))
        {
            var door = reader.Signatory is { } signatory ? (await DoorAsync(agreement, signatory, cancellationToken)).Address : $"/aftaler/{agreement.Id}";
            Write(new AllHaveSigned(reader, agreement, municipality, door, invite));
        }
    }

    private async Task WriteOfRefusalAsync(CooperationAgreement agreement, Signatory refused, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityAsync(agreement, cancellationToken);

        foreach (var reader in SigningReader.Of(agreement).Where(reader => !string.Equals(reader.To.Address, agreement.ResponsibleEmail, StringComparison.OrdinalIgnoreCase)))
        {
            Write(new AgreementFell(reader, agreement, municipality, refused));
        }

        if (AgreementLetter.ResponsibleFor(agreement) is { } responsible)
        {
            Write(new RefusalNotice(responsible, agreement, municipality, refused));
        }
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

    // Every answer changes the agreement, also one within the same tick of the clock as the last: of two that were given on
    // the same sight of it, the second one is told and looks again.
    private Task<int> SaveAsync(CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        db.Entry(agreement).Property(a => a.ChangedAt).IsModified = true;
        return db.SaveChangesAsync(cancellationToken);
    }

    private void Keep(CooperationAgreement agreement, VersionReason reason, Viewer viewer) =>
        db.AgreementVersions.Add(AgreementVersion.Of(agreement, agreement.Clauses, reason, viewer.Name, clock.GetUtcNow()));

    private void Write(Letter letter) => db.Outbox.Add(OutgoingMail.From(letter, clock.GetUtcNow()));

    private Task<Municipality> MunicipalityAsync(CooperationAgreement agreement, CancellationToken cancellationToken) =>
        db.Municipalities.SingleAsync(m => m.Code == agreement.MunicipalityCode, cancellationToken);
}
