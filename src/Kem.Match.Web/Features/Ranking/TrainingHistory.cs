using Kem.Match.Engine.Feedback;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Ranking;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Ranking;

/// <summary>
/// What was shown and what became of it, read for the ranking to learn from. Only the columns named here are read: no
/// reason for a no, no minutes, no rating, no message and no person leaves the database on this road.
/// </summary>
public sealed class TrainingHistory(KemDb db, TimeProvider clock)
{
    /// <summary>Every list of which it is known by now how its partners fared, the oldest first.</summary>
    public async Task<IReadOnlyList<JudgedList>> ReadAsync(CancellationToken cancellationToken)
    {
        var lists = await db.ShownLists.AsNoTracking().Include(l => l.Partners).OrderBy(l => l.ShownAt).ThenBy(l => l.Id).ToListAsync(cancellationToken);
        var outcomes = await OutcomesAsync(cancellationToken);

        return FeedbackLog.Judge(
            lists.Select(list => new Engine.Feedback.ShownList(
                list.Id.ToString(), list.NeedId.ToString(), list.Model, list.Day, list.SignalCodes,
                [.. list.Partners.Select(p => new Engine.Feedback.ShownPartner(p.OrganisationId.ToString(), p.Rank, p.Signals()))])),
            outcomes.Select(o => new Outcome(o.NeedId.ToString(), o.OrganisationId.ToString(), StageOf(o.Kind), o.Day)),
            clock.Today());
    }

    /// <summary>All that has happened until today, in the order of the needs and days.</summary>
    public async Task<IReadOnlyList<PartnerOutcome>> OutcomesAsync(CancellationToken cancellationToken)
    {
        var putAside = await db.Needs.AsNoTracking()
            .SelectMany(n => n.Dismissals, (n, d) => new { NeedId = n.Id, d.OrganisationId, d.DismissedAt })
            .ToListAsync(cancellationToken);
        var compared = await db.ComparedPartners.AsNoTracking().ToListAsync(cancellationToken);
        var proposals = await db.Proposals.AsNoTracking()
            .Select(p => new ProposalCourse(p.NeedId, p.PartnerId, p.State, p.SentAt, p.AnsweredAt, p.MeetingStartsAt != null))
            .ToListAsync(cancellationToken);
        var agreements = await AgreementsAsync(cancellationToken);
        var today = clock.Today();

        return
        [
            .. putAside.Select(d => new PartnerOutcome(d.NeedId, d.OrganisationId, OutcomeKind.PutAside, DanishTime.DayOf(d.DismissedAt)))
                .Concat(compared.Select(c => new PartnerOutcome(c.NeedId, c.OrganisationId, OutcomeKind.Compared, c.Day)))
                .Concat(proposals.SelectMany(p => p.Outcomes()))
                .Concat(agreements.SelectMany(a => a.OutcomesUntil(today)))
                .OrderBy(o => o.NeedId).ThenBy(o => o.Day).ThenBy(o => o.OrganisationId).ThenBy(o => o.Kind),
        ];
    }

    private async Task<IEnumerable<AgreementCourse>> AgreementsAsync(CancellationToken cancellationToken)
    {
        var signed = await db.Agreements.AsNoTracking()
            .Where(a => a.NeedId != null && a.InForceAt != null)
            .Select(a => new
            {
                NeedId = a.NeedId!.Value,
                InForceAt = a.InForceAt!.Value,
                a.EndedAt,
                a.StartsOn,
                a.EndsOn,
                AskerId = db.Needs.Where(n => n.Id == a.NeedId).Select(n => n.AskerId).Single(),
                Parties = a.Parties.Select(p => p.OrganisationId).ToList(),
                Meetings = a.StatusMeetings.Select(m => new { m.On, m.State }).ToList(),
            })
            .ToListAsync(cancellationToken);

        return signed.Select(a => new AgreementCourse(
            a.NeedId, [.. a.Parties.Where(party => party != a.AskerId)], a.StartsOn, a.EndsOn, a.InForceAt, a.EndedAt, [.. a.Meetings.Select(m => (m.On, m.State))]));
    }

    // Meetings and later birthdays say that a partnership lives; the furthest stage that the ranking tells apart is half a year.
    private static OutcomeStage StageOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.PutAside or OutcomeKind.Declined => OutcomeStage.Dismissed,
        OutcomeKind.Compared or OutcomeKind.Proposed => OutcomeStage.Shortlisted,
        OutcomeKind.Accepted => OutcomeStage.Accepted,
        OutcomeKind.Signed or OutcomeKind.MeetingHeld => OutcomeStage.Signed,
        OutcomeKind.AliveAfterSixMonths or OutcomeKind.AliveAfterTwelveMonths or OutcomeKind.AliveAfterTwentyFourMonths => OutcomeStage.AliveAfterSixMonths,
    };
}
