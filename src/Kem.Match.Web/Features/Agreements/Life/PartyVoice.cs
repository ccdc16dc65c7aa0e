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

        var question = agreement.OpenQuestion!;
        agreement.AnswerQuestion(party, goesOn, clock.Today(), clock.GetUtcNow());

        await (question switch
        {
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
