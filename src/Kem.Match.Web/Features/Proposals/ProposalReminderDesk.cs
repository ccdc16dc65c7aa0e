using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Expectations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Features.Expectations;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>Writes what proposals call for: an answer, and a preparation for the first talk.</summary>
public sealed class ProposalReminderDesk(KemDb db, ProposalMail mail, TalkPost talks, LetterHours hours, TimeProvider clock) : IReminderDesk
{
    private static readonly Dictionary<string, Letter> Nobody = [];

    public ReminderRootKind Kind => ReminderRootKind.Proposal;

    public async Task<IReadOnlyList<RemindedMatter>> OpenAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var proposals = await db.Proposals.WithParties().Where(p => ids.Contains(p.Id)).ToListAsync(cancellationToken);
        var known = await db.ExpectationTalks.Include(t => t.Sides).Where(t => ids.Contains(t.ProposalId)).AsSplitQuery().ToDictionaryAsync(t => t.ProposalId, cancellationToken);

        return [.. proposals.Select(proposal => new Matter(this, proposal, known.GetValueOrDefault(proposal.Id), hours, clock.Today()))];
    }

    private async Task<IReadOnlyDictionary<string, Letter>> AskForAnswerAsync(MatchProposal proposal, int number, CancellationToken cancellationToken)
    {
        if (!proposal.CanBeMailed) return Nobody;

        proposal.MarkReminded(number, clock.GetUtcNow());
        return new Dictionary<string, Letter> { [ProposalReminders.Partner] = await mail.WriteReminderAsync(proposal, cancellationToken) };
    }

    private async Task<IReadOnlyDictionary<string, Letter>> AskToPrepareAsync(TalkSide side, MatchProposal proposal, CancellationToken cancellationToken)
    {
        if (!side.CanBeMailed) return Nobody;

        side.MarkReminded(clock.GetUtcNow());
        return new Dictionary<string, Letter> { [side.Id.ToString()] = await talks.WriteReminderAsync(side, proposal.MeetingStartsAt, cancellationToken) };
    }

    private sealed class Matter(ProposalReminderDesk desk, MatchProposal proposal, ExpectationTalk? talk, LetterHours hours, DateOnly today) : RemindedMatter
    {
        public override ReminderRoot Root => proposal.ReminderRoot;

        public override string MunicipalityCode => proposal.MunicipalityCode;

        public override IEnumerable<ReminderCall> Calls() => ProposalReminders.Of(proposal, talk, hours);

        public override string WhyNot(Reminder reminder) => ProposalReminders.WhyNot(proposal, reminder);

        // Who holds a pause is not reminded before it is over.
        public override DateOnly? QuietUntil(Reminder reminder) =>
            reminder.Kind == ProposalReminders.ToAnswer && proposal.Partner.IsPausedOn(today) ? proposal.Partner.PausedUntil : null;

        public override Task<IReadOnlyDictionary<string, Letter>> WriteAsync(string kind, Guid subjectId, int number, CancellationToken cancellationToken) => kind switch
        {
            ProposalReminders.ToAnswer => desk.AskForAnswerAsync(proposal, number, cancellationToken),
            ProposalReminders.ToPrepare => desk.AskToPrepareAsync(talk!.Sides.Single(side => side.Id == subjectId), proposal, cancellationToken),
            _ => throw new InvalidOperationException($"A proposal writes no letters of the kind {kind}."),
        };
    }
}
