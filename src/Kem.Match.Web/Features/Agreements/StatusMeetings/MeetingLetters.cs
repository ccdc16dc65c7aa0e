using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Finds the meeting behind a personal link, as the party that the link was sent to may see it.</summary>
public sealed class MeetingLetters(KemDb db, AccessLinks links, AgreementLine line, MeetingCheckups checkups, Taxonomy taxonomy, TimeProvider clock)
{
    public async Task<MeetingLetterPage?> PageAsync(string token, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(LinkPurpose.StatusMeeting, token, cancellationToken) is not { } link) return null;

        var meeting = await db.StatusMeetings.Whole().AsNoTrackingWithIdentityResolution().SingleOrDefaultAsync(m => m.Id == link.SubjectId, cancellationToken);
        if (meeting?.Agreement.PartyOf(link.OrganisationId) is not { } party) return null;

        var agreement = meeting.Agreement;
        var history = await line.BeforeAsync(agreement, party, cancellationToken);
        var last = agreement.StatusMeetings.LastOrDefault(m => m.State == MeetingState.Held && m.Number < meeting.Number) ?? history.LastHeld;
        var municipality = await db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == agreement.MunicipalityCode, cancellationToken);
        var page = MeetingPage.Of(meeting, taxonomy, clock.GetUtcNow(), history, party) with { Checkups = await checkups.OfAsync(agreement, history, cancellationToken) };
        var lastPage = last is null ? null : page with { Meeting = last, Agenda = taxonomy.AgendaOf(last) };
        return new MeetingLetterPage(page, MyPart.Of(page, party, $"/m/{token}", clock.GetUtcNow()), lastPage, municipality, token);
    }
}
