using System.Security.Claims;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Proposals;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Home;

/// <summary>What comes in the next days and what has gone well, as far as somebody may see it.</summary>
public sealed class WeekAhead(KemDb db, TimeProvider clock)
{
    private const int DaysAhead = 14;

    public async Task<IReadOnlyList<ComingEvent>> ComingAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var (from, to) = (clock.Today(), clock.Today().AddDays(DaysAhead));
        var (now, until) = (clock.GetUtcNow(), DanishTime.At(to, TimeOnly.MaxValue));

        var statusMeetings = await db.StatusMeetings.VisibleTo(user).AsNoTracking()
            .Where(m => m.State == MeetingState.Planned && m.On >= from && m.On <= to && m.Agreement.State == AgreementState.InForce)
            .Select(m => new ComingEvent(m.On, m.Time, $"Statusmøde: {m.Agreement.Title}", $"/moeder/{m.Id}", m.Place))
            .ToListAsync(cancellationToken);

        var firstMeetings = await db.Proposals.VisibleTo(user).AsNoTracking().Include(p => p.Partner).Include(p => p.Need.Asker)
            .Where(p => p.State == ProposalState.Interested && p.MeetingStartsAt >= now && p.MeetingStartsAt <= until)
            .ToListAsync(cancellationToken);

        var deadlines = await db.Proposals.VisibleTo(user).AsNoTracking().Include(p => p.Partner)
            .Where(p => p.State == ProposalState.Sent && p.AnswerBy >= from && p.AnswerBy <= to)
            .Select(p => new ComingEvent(p.AnswerBy, null, $"Svarfrist: {p.Partner.Name}", $"/forslag/{p.Id}", p.Need.Title))
            .ToListAsync(cancellationToken);

        return
        [
            .. statusMeetings
                .Concat(firstMeetings.Select(FirstMeeting))
                .Concat(deadlines)
                .OrderBy(coming => coming.Day).ThenBy(coming => coming.Time),
        ];
    }

    public async Task<IReadOnlyList<GoodNews>> GoodNewsAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().AddDays(-DaysAhead);
        var sinceDay = DanishTime.DayOf(since);

        var inForce = await db.Agreements.VisibleTo(user).AsNoTracking().Where(a => a.InForceAt > since)
            .Select(a => new GoodNews($"Alle har skrevet under på {a.Title}.", $"/aftaler/{a.Id}")).ToListAsync(cancellationToken);
        var minutes = await db.StatusMeetings.VisibleTo(user).AsNoTracking().Where(m => m.MinutesAt > since)
            .Select(m => new GoodNews($"Referatet fra {m.Agreement.Title} er skrevet.", $"/moeder/{m.Id}")).ToListAsync(cancellationToken);
        var viewer = Viewer.From(user);
        var confirmed = await db.Organisations.VisibleTo(user).AsNoTracking()
            .Where(o => viewer.IsCoordinator && o.Id != viewer.OrganisationId && o.ConfirmedOn > sinceDay)
            .Select(o => new GoodNews($"{o.Name} har bekræftet deres profil.", $"/katalog/{o.Id}")).ToListAsync(cancellationToken);

        return [.. inForce, .. minutes, .. confirmed];
    }

    private static ComingEvent FirstMeeting(MatchProposal proposal)
    {
        var local = DanishTime.Local(proposal.MeetingStartsAt!.Value);

        return new ComingEvent(
            DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime),
            $"Første møde: {proposal.Partner.Name} og {proposal.Need.Asker.Name}", $"/forslag/{proposal.Id}", proposal.MeetingPlace);
    }
}
