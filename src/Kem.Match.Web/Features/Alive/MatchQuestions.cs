using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Alive;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Alive;

/// <summary>
/// Asks each party what only the parties know: did you meet, have you begun, is it still alive? One press of a
/// button each, one reminder, and never about what is long past.
/// </summary>
public sealed class MatchQuestions(KemDb db, AccessLinks links, LetterHours hours, TimeProvider clock) : IRoutine
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var questions = await NewQuestionsAsync(cancellationToken);
        db.MatchQuestions.AddRange(questions);

        var today = clock.Today();
        var since = clock.GetUtcNow().AddDays(-MatchQuestion.DaysOpen);
        var unanswered = await db.MatchQuestions.Where(q => q.AnsweredAt == null && q.RemindedAt == null && q.AskedAt > since).ToListAsync(cancellationToken);
        var reminded = unanswered.Where(question => question.IsReminderDueOn(today)).ToList();

        foreach (var question in reminded)
        {
            question.MarkReminded(clock.GetUtcNow());
        }

        await WriteAsync([.. questions, .. reminded], cancellationToken);

        // Another server may have asked first; the questions and the letters are saved together or not at all.
        await db.SaveUnlessTakenAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<MatchQuestion>> NewQuestionsAsync(CancellationToken cancellationToken)
    {
        var due = (await AboutMeetingsAsync(cancellationToken)).Concat(await AboutAgreementsAsync(cancellationToken)).ToList();
        var matches = due.Select(question => question.MatchId).ToHashSet();
        var asked = (await db.MatchQuestions.Where(q => matches.Contains(q.MatchId)).Select(q => new { q.MatchId, q.Step, q.OrganisationId }).ToListAsync(cancellationToken))
            .Select(q => (q.MatchId, q.Step, q.OrganisationId)).ToHashSet();

        return [.. due.DistinctBy(q => (q.MatchId, q.Step, q.OrganisationId)).Where(q => !asked.Contains((q.MatchId, q.Step, q.OrganisationId)))];
    }

    private async Task<IEnumerable<MatchQuestion>> AboutMeetingsAsync(CancellationToken cancellationToken)
    {
        var (from, to) = (DanishTime.At(clock.Today().AddDays(-MatchQuestion.DaysOpen), TimeOnly.MinValue), DanishTime.At(clock.Today(), TimeOnly.MinValue));
        var met = await db.Proposals.AsNoTracking().Include(p => p.Need)
            .Where(p => (p.State == ProposalState.Interested || p.State == ProposalState.Agreed) && p.MeetingStartsAt >= from && p.MeetingStartsAt < to)
            .ToListAsync(cancellationToken);

        return
            from proposal in met
            from side in new[] { proposal.Need.AskerId, proposal.PartnerId }
            select About(proposal, null, MatchStep.Met, side, DanishTime.DayOf(proposal.MeetingStartsAt!.Value));
    }

    // An agreement and those that took its place are one line: it begins with the first and is as long as the last.
    private async Task<IEnumerable<MatchQuestion>> AboutAgreementsAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var oldest = today.AddDays(-MatchQuestion.DaysOpen);
        var origins = await AgreementOrigins.ReadAsync(db, cancellationToken);
        var agreements = await db.Agreements.AsNoTracking().Include(a => a.Parties).Where(a => a.InForceAt != null).ToListAsync(cancellationToken);

        return
            from line in agreements.GroupBy(agreement => origins.FirstOf(agreement.Id))
            let proposal = origins.ProposalOf(line.Key)
            where proposal is not null
            let last = line.MaxBy(agreement => agreement.InForceAt)!
            from step in StepsOf(line.MinBy(agreement => agreement.InForceAt)!, last)
            where step.On <= today && step.On > oldest
            from party in last.Parties
            select About(proposal, last.Id, step.Step, party.OrganisationId, step.On);
    }

    // What came of it in the end is asked of the parties when the agreement is over.
    private static IEnumerable<(MatchStep Step, DateOnly On)> StepsOf(CooperationAgreement first, CooperationAgreement last)
    {
        var inForce = DanishTime.DayOf(first.InForceAt!.Value);
        var end = last.EndedAt is { } ended ? DanishTime.DayOf(ended) : last.StopsOn ?? last.EndsOn;

        yield return (MatchStep.Started, first.StartsOn);

        foreach (var step in new[] { MatchStep.AliveAt6, MatchStep.AliveAt12, MatchStep.AliveAt24 })
        {
            var birthday = inForce.AddMonths(MatchHistory.AgeOf(step)!.Value);
            if (birthday <= end) yield return (step, birthday);
        }
    }

    private MatchQuestion About(MatchProposal proposal, Guid? agreementId, MatchStep step, Guid organisationId, DateOnly on) =>
        new(proposal.MunicipalityCode, proposal.BundleId ?? proposal.Id, proposal.Id, agreementId, step, organisationId, on, clock.GetUtcNow());

    private async Task WriteAsync(IReadOnlyList<MatchQuestion> questions, CancellationToken cancellationToken)
    {
        var sides = questions.Select(q => q.OrganisationId).ToHashSet();
        var organisations = await db.Organisations.AsNoTracking().Where(o => sides.Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancellationToken);
        var municipalities = await db.Municipalities.AsNoTracking().ToDictionaryAsync(m => m.Code, cancellationToken);

        foreach (var question in questions)
        {
            // Whoever wants a call is asked by the coordinator, who finds the question on the page.
            if (organisations[question.OrganisationId] is not { CanBeMailed: true, PreferredChannel: Channel.Email } organisation) continue;

            var link = links.Issue(LinkPurpose.ConfirmStep, question.Id, organisation.Id, organisation.ContactEmail, TimeSpan.FromDays(MatchQuestion.DaysOpen));
            var about = await MatchNames.AboutAsync(db, question, cancellationToken);
            var letter = new StepQuestionLetter(
                Recipient.Create(organisation.ContactName, organisation.ContactEmail), question, about, organisation.Name, municipalities[question.MunicipalityCode], LinkKey.Reference(link));
            db.Outbox.Add(OutgoingMail.From(letter, clock.GetUtcNow(), hours.Next(clock.GetUtcNow())));
        }
    }
}
