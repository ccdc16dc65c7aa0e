using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Somebody who takes part in a meeting.</summary>
/// <param name="To">Name and address.</param>
/// <param name="Code">Tells the people of one meeting apart.</param>
/// <param name="Door">Their way in: a personal link, or the page of somebody with an account.</param>
public sealed record MeetingReader(Recipient To, string Code, string Door)
{
    /// <summary>The party that this letter is about, for somebody who gets one for each of several; otherwise empty.</summary>
    public string For { get; init; } = "";
}

/// <summary>Finds those who are to hear of a meeting: the parties' signatories and the responsible coordinator.</summary>
public sealed class MeetingReaders(KemDb db, AccessLinks links, TimeProvider clock)
{
    private static readonly TimeSpan LinkLivesAfterMeeting = TimeSpan.FromDays(90);

    /// <summary>New links are stored in the caller's save, together with the letters that hold them.</summary>
    public Task<IReadOnlyList<MeetingReader>> OfAsync(StatusMeeting meeting, CancellationToken cancellationToken) =>
        OfAsync(meeting, meeting.Agreement, cancellationToken);

    public async Task<IReadOnlyList<MeetingReader>> OfAsync(StatusMeeting meeting, CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        var readers = new List<MeetingReader>();

        if (AgreementLetter.ResponsibleFor(agreement) is { } responsible)
        {
            readers.Add(new MeetingReader(responsible, "responsible", $"/moeder/{meeting.Id}"));
        }

        var known = await KnownLinksAsync(meeting, cancellationToken);

        foreach (var (party, signatory) in AgreementLetter.ContactsOf(agreement.Parties.Where(party => !party.IsReachedAt(agreement.ResponsibleEmail))))
        {
            // One person may speak for two parties, and then answers for each with a link of its own.
            var speaksForMore = agreement.Parties.Count(other => other.IsReachedAt(party.ContactEmail)) > 1;
            readers.Add(new MeetingReader(signatory, party.Id.ToString(), Link(meeting, party, known)) { For = speaksForMore ? party.Name : "" });
        }

        return readers;
    }

    private Task<List<AccessLink>> KnownLinksAsync(StatusMeeting meeting, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.AccessLinks.Where(l => l.Purpose == LinkPurpose.StatusMeeting && l.SubjectId == meeting.Id && l.RevokedAt == null && l.ExpiresAt > now).ToListAsync(cancellationToken);
    }

    private string Link(StatusMeeting meeting, AgreementParty party, List<AccessLink> known)
    {
        var now = clock.GetUtcNow();
        var lastUse = (meeting.StartsAt > now ? meeting.StartsAt : now) + LinkLivesAfterMeeting;

        return LinkKey.Reference(known.Find(link => link.OrganisationId == party.OrganisationId && link.Address == party.ContactEmail)
            ?? links.Issue(LinkPurpose.StatusMeeting, meeting.Id, party.OrganisationId, party.ContactEmail, lastUse - now));
    }
}
