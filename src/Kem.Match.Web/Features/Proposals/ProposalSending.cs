using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>How sending went.</summary>
public enum SendingResult
{
    Sent,

    /// <summary>The partner is asked about the need already: the second press of a button.</summary>
    AlreadyAsked,

    /// <summary>Somebody else took a partner's last free place.</summary>
    NoPlaceLeft,
}

/// <summary>Sends proposals, and takes them back again while their letters are still in the house.</summary>
public sealed class ProposalSending(KemDb db, ProposalMail mail, AccessLinks links, LetterHours hours, TimeProvider clock)
{
    /// <summary>How long a letter waits for somebody to think better of it.</summary>
    public static readonly TimeSpan TimeToUndo = TimeSpan.FromSeconds(30);

    /// <summary>Saves the proposals and their letters together, all or none.</summary>
    /// <param name="proposals">One for each partner; several are a bundle.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<SendingResult> SendAsync(IReadOnlyList<MatchProposal> proposals, CancellationToken cancellationToken)
    {
        db.Proposals.AddRange(proposals);

        foreach (var proposal in proposals.Where(p => p.CanBeMailed))
        {
            var others = proposals.Where(p => p != proposal).Select(p => p.Partner.Name).ToList();
            await mail.SendProposalAsync(proposal, others, LeavesAt(), cancellationToken);
        }

        // Each time somebody else was first to a place there is one place fewer, so this ends.
        while (await TakePlacesAsync(proposals, cancellationToken))
        {
            switch (await db.SaveUnlessTakenAsync(cancellationToken))
            {
                case null: return SendingResult.Sent;
                case NeedMapping.OneInEachPlace: continue;
                default: return SendingResult.AlreadyAsked;
            }
        }

        return SendingResult.NoPlaceLeft;
    }

    /// <summary>When the letter leaves; null when it has left, or there is none.</summary>
    public async Task<DateTimeOffset?> LeavesAtAsync(MatchProposal proposal, CancellationToken cancellationToken) =>
        await LettersOf([proposal.Id]).Where(m => m.State == OutgoingMailState.Waiting && m.Attempts == 0).Select(m => (DateTimeOffset?)m.DueAt).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Can it still be undone? While the letter waits, or half a minute when there is none.</summary>
    public bool CanBeUndone(MatchProposal proposal, DateTimeOffset? leavesAt) =>
        proposal is { State: ProposalState.Sent, CallsMade: 0, RemindersSent: 0, ForwardsSent: 0 }
        && (leavesAt is not null || (proposal.Channel == Domain.Organisations.Channel.Phone && clock.GetUtcNow() <= proposal.SentAt + TimeToUndo));

    /// <summary>Takes back a proposal and those sent together with it, as if they had never been. False when a letter has left.</summary>
    public async Task<bool> UndoAsync(IReadOnlyList<MatchProposal> proposals, string by, CancellationToken cancellationToken)
    {
        var ids = proposals.Select(p => p.Id).ToList();
        var letters = proposals.Count(p => p.CanBeMailed);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // One statement, so that the postman and we never both have the letter.
        var held = await LettersOf(ids)
            .Where(m => m.State == OutgoingMailState.Waiting && m.UnderWaySince == null)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, OutgoingMailState.Suppressed).SetProperty(m => m.Reason, MailReason.Changed).SetProperty(m => m.SuppressedReason, $"Fortrudt af {by}, før mailen gik."), cancellationToken);

        if (held != letters) return false;

        foreach (var proposal in proposals)
        {
            await links.RevokeAsync(Domain.Access.LinkPurpose.AnswerProposal, proposal.Id, cancellationToken);
        }

        db.Proposals.RemoveRange(proposals);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private DateTimeOffset LeavesAt() => hours.Next(clock.GetUtcNow() + TimeToUndo);

    private IQueryable<OutgoingMail> LettersOf(IReadOnlyList<Guid> proposals) =>
        db.Outbox.Where(m => m.Kind == "PROPOSAL" && m.AboutId != null && proposals.Contains(m.AboutId.Value));

    private async Task<bool> TakePlacesAsync(IReadOnlyList<MatchProposal> proposals, CancellationToken cancellationToken)
    {
        var partners = proposals.Select(p => p.PartnerId).ToList();
        var taken = await db.Proposals.AsNoTracking()
            .Where(p => partners.Contains(p.PartnerId) && p.OpenPlace != null)
            .Select(p => new { p.PartnerId, p.OpenPlace })
            .ToListAsync(cancellationToken);

        foreach (var proposal in proposals)
        {
            if (OpenProposals.FreePlace(taken.Where(t => t.PartnerId == proposal.PartnerId).Select(t => t.OpenPlace)) is not { } place) return false;

            proposal.TakePlace(place);
        }

        return true;
    }
}
