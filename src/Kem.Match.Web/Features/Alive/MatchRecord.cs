using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Alive;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Alive;

/// <summary>
/// Adds the events that the service knows of by itself: who was asked, who said yes, what was signed and what ended. It looks
/// for what has no event yet, so nothing is missed or written twice, and what is older than the events is caught up with.
/// </summary>
public sealed class MatchRecord(KemDb db, TimeProvider clock) : IRoutine
{
    private static readonly TimeSpan TimeToUndo = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(Guid Match, MatchStep Step, Guid Organisation), MatchEvent> lastWords = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (asked, answered, closed) = (await AskedAsync(cancellationToken), await AnsweredAsync(cancellationToken), await ClosedAsync(cancellationToken));
        var (signed, ended, told) = (await SignedAsync(cancellationToken), await EndedAsync(cancellationToken), await ToldAsync(cancellationToken));
        await ReadLastWordsAsync([.. asked.Concat(answered).Concat(closed).Select(MatchOf), .. signed.Concat(ended).Concat(told).Select(pair => MatchOf(pair.Proposal))], cancellationToken);

        foreach (var proposal in asked)
        {
            Add(proposal, null, MatchStep.Proposed, proposal.PartnerId, true, DanishTime.DayOf(proposal.SentAt), EventWay.Record);
            Add(proposal, null, MatchStep.Accepted, proposal.Need.AskerId, true, DanishTime.DayOf(proposal.SentAt), EventWay.Record);
        }

        foreach (var proposal in answered)
        {
            AddAnswer(proposal);
        }

        foreach (var proposal in closed)
        {
            Add(proposal, null, proposal.State == ProposalState.NoContact ? MatchStep.NoContact : MatchStep.Infeasible, Guid.Empty, true, DanishTime.DayOf(proposal.ChangedAt), EventWay.Record);
        }

        foreach (var (agreement, proposal) in signed)
        {
            foreach (var party in agreement.Parties)
            {
                Add(proposal, agreement.Id, MatchStep.Agreed, party.OrganisationId, true, DanishTime.DayOf(agreement.InForceAt!.Value), EventWay.Record);
            }
        }

        foreach (var (agreement, proposal) in ended)
        {
            Add(proposal, agreement.Id, MatchStep.Ended, Guid.Empty, true, agreement.EndedAt is { } at ? DanishTime.DayOf(at) : agreement.EndsOn, EventWay.Record);
        }

        foreach (var (agreement, proposal) in told)
        {
            foreach (var outcome in agreement.Outcomes)
            {
                var party = agreement.Parties.Single(p => p.Id == outcome.PartyId);
                Add(proposal, agreement.Id, MatchStep.Delivered, party.OrganisationId, outcome.Kind == OutcomeKind.Delivered, DanishTime.DayOf(outcome.ToldAt), EventWay.Record);
            }
        }

        // Another server may have written the same events first; what is still missing is found next time.
        await db.SaveUnlessTakenAsync(cancellationToken);
    }

    // A letter that waits can be undone, and then the match has never been.
    private Task<List<MatchProposal>> AskedAsync(CancellationToken cancellationToken)
    {
        var sentBefore = clock.GetUtcNow() - TimeToUndo;

        return db.Proposals.AsNoTracking().Include(p => p.Need)
            .Where(p => p.SentAt < sentBefore
                && !db.MatchEvents.Any(e => e.ProposalId == p.Id && e.Step == MatchStep.Proposed)
                && !db.Outbox.Any(m => m.AboutId == p.Id && m.Kind == "PROPOSAL" && m.State == OutgoingMailState.Waiting && m.Attempts == 0))
            .ToListAsync(cancellationToken);
    }

    private Task<List<MatchProposal>> AnsweredAsync(CancellationToken cancellationToken) => db.Proposals.AsNoTracking()
        .Where(p => p.AnsweredAt != null && !db.MatchEvents.Any(e => e.ProposalId == p.Id && e.Step == MatchStep.Accepted && (e.OrganisationId == p.PartnerId || db.Organisations.Any(o => o.Id == e.OrganisationId && o.MergedIntoId == p.PartnerId)) && e.RecordedAt >= p.AnsweredAt))
        .ToListAsync(cancellationToken);

    private Task<List<MatchProposal>> ClosedAsync(CancellationToken cancellationToken) => db.Proposals.AsNoTracking()
        .Where(p => (p.State == ProposalState.Infeasible || p.State == ProposalState.NoContact)
            && !db.MatchEvents.Any(e => e.ProposalId == p.Id && (e.Step == MatchStep.Infeasible || e.Step == MatchStep.NoContact)))
        .ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<(CooperationAgreement Agreement, MatchProposal Proposal)>> SignedAsync(CancellationToken cancellationToken) => await WithProposalsAsync(
        db.Agreements.Where(a => a.InForceAt != null && a.AmendsId == null && !db.MatchEvents.Any(e => e.AgreementId == a.Id && e.Step == MatchStep.Agreed)), cancellationToken);

    private async Task<IReadOnlyList<(CooperationAgreement Agreement, MatchProposal Proposal)>> EndedAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();

        return await WithProposalsAsync(
            db.Agreements.Where(a => (a.State == AgreementState.Ended || a.State == AgreementState.Expired || (a.State == AgreementState.InForce && a.EndsOn < today)) && !db.MatchEvents.Any(e => e.AgreementId == a.Id && e.Step == MatchStep.Ended)),
            cancellationToken);
    }

    // What each party says came of it when the agreement is over; somebody who has not been heard yet is looked for again.
    private Task<IReadOnlyList<(CooperationAgreement Agreement, MatchProposal Proposal)>> ToldAsync(CancellationToken cancellationToken) => WithProposalsAsync(
        db.Agreements.Where(a => a.Outcomes.Count > db.MatchEvents.Count(e => e.AgreementId == a.Id && e.Step == MatchStep.Delivered)), cancellationToken);

    private async Task<IReadOnlyList<(CooperationAgreement Agreement, MatchProposal Proposal)>> WithProposalsAsync(IQueryable<CooperationAgreement> agreements, CancellationToken cancellationToken)
    {
        var origins = await AgreementOrigins.ReadAsync(db, cancellationToken);
        var found = await agreements.AsNoTracking().Include(a => a.Parties).ToListAsync(cancellationToken);

        return [.. found.Select(agreement => (agreement, origins.ProposalOf(agreement.Id))).Where(pair => pair.Item2 is not null).Select(pair => (pair.agreement, pair.Item2!))];
    }

    private async Task ReadLastWordsAsync(IReadOnlyCollection<Guid> matches, CancellationToken cancellationToken)
    {
        var known = await db.MatchEvents.AsNoTracking().Where(e => matches.Contains(e.MatchId)).OrderBy(e => e.Number).ToListAsync(cancellationToken);

        foreach (var e in known)
        {
            lastWords[(e.MatchId, e.Step, e.OrganisationId)] = e;
        }
    }

    // Only a yes or a no is a word about this step; "not now" takes back a yes and says nothing otherwise.
    private void AddAnswer(MatchProposal proposal)
    {
        var saidYes = proposal.State is ProposalState.Interested or ProposalState.Agreed or ProposalState.Infeasible or ProposalState.NoContact;
        var hadSaidYes = lastWords.TryGetValue((MatchOf(proposal), MatchStep.Accepted, proposal.PartnerId), out var last) && last.Happened;

        if (saidYes || hadSaidYes || proposal.State == ProposalState.Declined)
        {
            Add(proposal, null, MatchStep.Accepted, proposal.PartnerId, saidYes, DanishTime.DayOf(proposal.AnsweredAt!.Value), proposal.AnsweredByPhone ? EventWay.Told : EventWay.Record);
        }
    }

    private void Add(MatchProposal proposal, Guid? agreementId, MatchStep step, Guid organisationId, bool happened, DateOnly on, EventWay way)
    {
        var key = (MatchOf(proposal), step, organisationId);
        var last = lastWords.GetValueOrDefault(key);
        if (last?.Happened == happened && last.On == on) return;
        if (last is not null && step != MatchStep.Accepted) return;

        lastWords[key] = new MatchEvent(
            proposal.MunicipalityCode, MatchOf(proposal), proposal.Id, agreementId, step, organisationId, (last?.Number ?? 0) + 1, happened, on, way, clock.GetUtcNow());
        db.MatchEvents.Add(lastWords[key]);
    }

    private static Guid MatchOf(MatchProposal proposal) => proposal.BundleId ?? proposal.Id;
}
