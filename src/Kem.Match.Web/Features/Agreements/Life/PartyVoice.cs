using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Life;

/// <summary>
/// What a party says of its agreement after it is signed, by link or signed in: goes on or not, stops, what came of it.
/// Two parties who press at the same moment are both heard; a second click changes nothing.
/// </summary>
public sealed class PartyVoice(KemDb db, LifePost post, LifeEvidence evidence, TimeProvider clock)
{
    private const int MaxAttempts = 3;

    public Task<bool> AnswerAsync(Guid partyId, bool goesOn, CancellationToken cancellationToken) => SayAsync(partyId, async (agreement, party) =>
    {
        if (!agreement.CanAnswer(party)) return false;

        var (question, planned) = (agreement.OpenQuestion!, Planned(agreement));
        agreement.AnswerQuestion(party, goesOn, clock.Today(), clock.GetUtcNow());

        await (question switch
        {
            { Outcome: QuestionOutcome.Yes or QuestionOutcome.Withdrawn, Kind: QuestionKind.NoticeBack } => BackAsync(agreement, question.LeavingPartyId, question.AskedBy, planned, cancellationToken),
            { Outcome: QuestionOutcome.No, Kind: QuestionKind.NoticeBack } => StandsAsync(agreement, question, cancellationToken),
            { Outcome: QuestionOutcome.Yes, Kind: QuestionKind.Renewal } => RenewedAsync(agreement, party, cancellationToken),
            { Outcome: QuestionOutcome.Yes } => post.ToAllAsync(agreement, (reader, m) => new OthersGoOn(reader, agreement, m, question), cancellationToken),
            { Outcome: QuestionOutcome.No, Kind: QuestionKind.Renewal } => post.ToAllAsync(agreement, (reader, m) => new RenewalFell(reader, agreement, m, question, party), cancellationToken),
            { Outcome: QuestionOutcome.No } => StoppedAsync(agreement, party, cancellationToken),
            _ => Task.CompletedTask,
        });
        return true;
    }, cancellationToken);

    public Task<bool> StopAsync(Guid partyId, string reason, CancellationToken cancellationToken) => SayAsync(partyId, async (agreement, party) =>
    {
        if (!agreement.CanGiveNotice(party)) return false;

        agreement.GiveNotice(party, reason, clock.Today(), clock.GetUtcNow());
        await evidence.NoticeGivenAsync(agreement, party.Name, party.Id, party.LeavesOn ?? agreement.LastDay, cancellationToken);

        await (party.LeavesOn is null
            ? StoppedAsync(agreement, party, cancellationToken)
            : post.ToAllAsync(agreement, (reader, m) => new PartyLeaves(reader, agreement, m, party), cancellationToken));
        return true;
    }, cancellationToken);

    /// <summary>A party regrets its notice: at once while nobody has acted on it, else when the others agree.</summary>
    public Task<bool> RegretAsync(Guid partyId, CancellationToken cancellationToken) => SayAsync(partyId, async (agreement, party) =>
    {
        if (!agreement.CanRegretNotice(party, clock.Today())) return false;

        if (agreement.HasBeenActedOn(party) || await IsBeingAmendedAsync(agreement, cancellationToken))
        {
            agreement.AskForNoticeBack(party, clock.Today(), clock.GetUtcNow());
            await post.ToAllAsync(agreement, (reader, m) => new NoticeBackAsked(reader, agreement, m, agreement.OpenQuestion!), cancellationToken);
            return true;
        }

        var planned = Planned(agreement);
        agreement.TakeNoticeBack(party, clock.Today(), clock.GetUtcNow());
        await BackAsync(agreement, party.Id, party.Name, planned, cancellationToken);
        return true;
    }, cancellationToken);

    /// <summary>The coordinator regrets to have written down that all stop.</summary>
    public async Task RegretEndingAsync(CooperationAgreement agreement, string by, CancellationToken cancellationToken)
    {
        var planned = Planned(agreement);
        agreement.TakeNoticeBack(party: null, clock.Today(), clock.GetUtcNow());
        await BackAsync(agreement, partyId: null, by, planned, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    public Task<bool> TellAsync(Guid partyId, OutcomeKind kind, string note, CancellationToken cancellationToken) => SayAsync(partyId, async (agreement, party) =>
    {
        if (!agreement.CanTellOutcome) return false;

        agreement.TellOutcome(party, kind, note, clock.GetUtcNow());

        if (agreement.OutcomesAreShared)
        {
            await post.ToAllAsync(agreement, (reader, m) => new OutcomesShared(reader, agreement, m), cancellationToken);
        }

        return true;
    }, cancellationToken);

    private async Task RenewedAsync(CooperationAgreement agreement, AgreementParty lastYes, CancellationToken cancellationToken)
    {
        await evidence.RenewedAsync(agreement, lastYes.Name, cancellationToken);
        await post.ToAllAsync(agreement, (reader, m) => new AgreementRenewed(reader, agreement, m), cancellationToken);
    }

    private async Task StoppedAsync(CooperationAgreement agreement, AgreementParty party, CancellationToken cancellationToken)
    {
        await post.ToAllAsync(agreement, (reader, m) => new NoticeGiven(reader, agreement, m, party.Name), cancellationToken);
        await post.CancelAsync(agreement, agreement.StatusMeetings.Where(meeting => meeting.State == MeetingState.Cancelled && meeting.ChangedAt == agreement.ChangedAt), cancellationToken);
    }

    private async Task BackAsync(CooperationAgreement agreement, Guid? partyId, string by, HashSet<Guid> planned, CancellationToken cancellationToken)
    {
        var back = agreement.StatusMeetings.Where(meeting => meeting.IsPlanned && !planned.Contains(meeting.Id)).ToList();
        await evidence.NoticeTakenBackAsync(agreement, by, partyId, cancellationToken);
        await post.ToAllAsync(agreement, (reader, m) => new NoticeTakenBack(reader, agreement, m, by, back.Count), cancellationToken);
        await post.BackAsync(agreement, back, cancellationToken);
    }

    private async Task StandsAsync(CooperationAgreement agreement, ContinuationQuestion regret, CancellationToken cancellationToken)
    {
        await post.ToAllAsync(agreement, (reader, m) => new NoticeStands(reader, agreement, m, regret), cancellationToken);

        if (agreement.OpenQuestion is { Kind: QuestionKind.PartyLeaves } again)
        {
            var leaving = agreement.Parties.Single(party => party.Id == again.LeavingPartyId);
            await post.ToAllAsync(agreement, (reader, m) => new PartyLeaves(reader, agreement, m, leaving), cancellationToken);
        }
    }

    private Task<bool> IsBeingAmendedAsync(CooperationAgreement agreement, CancellationToken cancellationToken) =>
        db.Agreements.AnyAsync(a => a.AmendsId == agreement.Id && (a.State == AgreementState.Draft || a.State == AgreementState.OutForSignature), cancellationToken);

    private static HashSet<Guid> Planned(CooperationAgreement agreement) => [.. agreement.StatusMeetings.Where(meeting => meeting.IsPlanned).Select(meeting => meeting.Id)];

    private async Task<bool> SayAsync(Guid partyId, Func<CooperationAgreement, AgreementParty, Task<bool>> say, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var agreement = await db.Agreements.Whole().SingleAsync(a => a.Parties.Any(p => p.Id == partyId), cancellationToken);
            if (!await say(agreement, agreement.Parties.Single(p => p.Id == partyId))) return false;

            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return true;
            }
            catch (DbUpdateException) when (attempt < MaxAttempts)
            {
                db.ChangeTracker.Clear();
            }
        }
    }
}
