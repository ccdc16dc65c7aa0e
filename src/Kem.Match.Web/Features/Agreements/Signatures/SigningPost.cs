using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Agreements.StatusMeetings;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>The letters and personal links of a round of signatures. All of them are saved by the caller, with what they tell of.</summary>
public sealed class SigningPost(KemDb db, AccessLinks links, MeetingCalendar calendar, SigningEvidence evidence, TimeProvider clock)
{
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(60);

    /// <summary>Writes to those whose turn it has become. Whoever pressed the button that asks needs no letter about it.</summary>
    public async Task AskNextAsync(CooperationAgreement agreement, string askedBy, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityAsync(agreement, cancellationToken);

        foreach (var signatory in agreement.AskNext(clock.GetUtcNow()))
        {
            if (signatory.Way != SigningWay.Paper && !signatory.HasAddress(askedBy) && AgreementLetter.RecipientOf(signatory) is { } to)
            {
                var door = await OpenDoorAsync(agreement, signatory, cancellationToken);
                Write(new SignatureRequest(to, agreement, municipality, signatory, door));
            }
        }
    }

    public async Task TellThatAllHaveSignedAsync(CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityAsync(agreement, cancellationToken);
        var invite = agreement.NextMeeting is { } first ? calendar.For(first, agreement, CalendarMethod.Request) : null;

        foreach (var reader in SigningReader.Of(agreement))
        {
            var door = reader.Signatory is { } signatory ? (await DoorAsync(agreement, signatory, cancellationToken)).Address : $"/aftaler/{agreement.Id}";
            Write(new AllHaveSigned(reader, agreement, municipality, door, invite));
        }
    }

    public async Task TellOfRefusalAsync(CooperationAgreement agreement, Signatory refused, CancellationToken cancellationToken)
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

    public async Task TellOfWrongPersonAsync(CooperationAgreement agreement, Signatory signatory, CancellationToken cancellationToken)
    {
        if (AgreementLetter.ResponsibleFor(agreement) is { } responsible)
        {
            Write(new NotTheRightPerson(responsible, agreement, await MunicipalityAsync(agreement, cancellationToken), signatory));
        }
    }

    /// <summary>Tells those who have signed that it counts no more. To be called before the text is taken back.</summary>
    public async Task TellThatSignaturesAreVoidAsync(CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityAsync(agreement, cancellationToken);

        foreach (var signatory in agreement.Signatories.Where(signatory => signatory.HasSigned))
        {
            if (AgreementLetter.RecipientOf(signatory) is { } to)
            {
                Write(new SignatureVoided(to, agreement, municipality, signatory));
            }
        }
    }

    /// <summary>The way in that belongs to a signatory: a personal link, or the page of somebody with an account.</summary>
    public async Task<SigningDoor> DoorAsync(CooperationAgreement agreement, Signatory signatory, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var link = await db.AccessLinks
            .Where(l => l.Purpose == LinkPurpose.SignAgreement && l.SubjectId == signatory.Id && l.RevokedAt == null && l.ExpiresAt > now)
            .FirstOrDefaultAsync(cancellationToken);

        return link is null ? SignedInDoor(agreement) : new SigningDoor(LinkKey.Reference(link), IsPersonal: true);
    }

    public Task CloseDoorAsync(Signatory signatory, CancellationToken cancellationToken) =>
        links.RevokeAsync(LinkPurpose.SignAgreement, signatory.Id, cancellationToken);

    private async Task<SigningDoor> OpenDoorAsync(CooperationAgreement agreement, Signatory signatory, CancellationToken cancellationToken)
    {
        if (signatory.Way == SigningWay.SignedIn || signatory.HasAddress(agreement.ResponsibleEmail)) return SignedInDoor(agreement);

        var link = links.Issue(LinkPurpose.SignAgreement, signatory.Id, agreement.PartyOf(signatory).OrganisationId, signatory.Email, LinkLifetime);
        await evidence.LinkIssuedAsync(agreement, signatory, cancellationToken);
        return new SigningDoor(LinkKey.Reference(link), IsPersonal: true);
    }

    private static SigningDoor SignedInDoor(CooperationAgreement agreement) => new($"/aftaler/{agreement.Id}/underskrift", IsPersonal: false);

    private void Write(Letter letter) => db.Outbox.Add(OutgoingMail.From(letter, clock.GetUtcNow()));

    private Task<Municipality> MunicipalityAsync(CooperationAgreement agreement, CancellationToken cancellationToken) =>
        db.Municipalities.SingleAsync(m => m.Code == agreement.MunicipalityCode, cancellationToken);
}
