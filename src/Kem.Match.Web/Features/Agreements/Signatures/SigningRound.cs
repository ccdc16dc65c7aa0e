using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Features.Agreements.Life;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Signatures;

public enum SigningOutcome
{
    Recorded,

    /// <summary>The person had answered before (a double click, the way back in the browser), or another one had refused.</summary>
    AnsweredBefore,

    /// <summary>Another text lies for signature than the one that was read, or none.</summary>
    TextChanged,
}

/// <summary>
/// A round of signatures: a text goes out, is signed, refused or taken back. Each public method is one event, and what
/// follows from it - letters, links, the trail - is in the same save as the event itself.
/// </summary>
public sealed class SigningRound(KemDb db, SigningPost post, SigningEvidence evidence, Succession succession, SeenText seen, Taxonomy taxonomy, TimeProvider clock)
{
    // The signatories of eight parties may all press at once, and one of them is recorded at a time.
    private const int MaxAttempts = 25;

    /// <summary>Sends the text to everybody whose turn it is; <paramref name="sender"/> signs where they are signed in.</summary>
    public async Task SendAsync(CooperationAgreement agreement, Viewer sender, CancellationToken cancellationToken)
    {
        agreement.SendForSignature(AgreementText.Write(agreement, taxonomy), clock.GetUtcNow());
        Keep(agreement, VersionReason.SentForSignature, sender);
        await evidence.SentAsync(agreement, sender, cancellationToken);
        await post.AskNextAsync(agreement, sender.Email, cancellationToken);
        await SaveAsync(agreement, cancellationToken);
    }

    /// <summary>Takes the text back, closes every link and tells those who had signed.</summary>
    public async Task TakeBackAsync(CooperationAgreement agreement, Viewer viewer, CancellationToken cancellationToken)
    {
        Keep(agreement, VersionReason.TakenBack, viewer);
        await db.Outbox.HoldBackAsync(agreement.Id, "Aftalen er taget tilbage.", cancellationToken);
        await post.TellThatSignaturesAreVoidAsync(agreement, cancellationToken);

        foreach (var signatory in agreement.Signatories)
        {
            await post.CloseDoorAsync(signatory, cancellationToken);
        }

        agreement.TakeBack(clock.GetUtcNow());
        await evidence.TakenBackAsync(agreement, viewer, cancellationToken);
        await SaveAsync(agreement, cancellationToken);
    }

    /// <summary>Records one person's answer. Two who press at the same moment are both heard.</summary>
    public Task<SigningOutcome> AnswerAsync(Guid signatoryId, SigningForm form, SigningWay way, CancellationToken cancellationToken) =>
        RecordAsync(signatoryId, form.TextHash, (agreement, signatory) => form.Answer == SigningAnswer.Sign
            ? SignAsync(agreement, signatory, form, way, cancellationToken)
            : DeclineAsync(agreement, signatory, (form.Reason ?? "").Trim(), cancellationToken), cancellationToken);

    /// <summary>Closes the link of somebody who is not the right one, and lets the coordinator find who is.</summary>
    public Task<SigningOutcome> SayNotRightAsync(Guid signatoryId, NotRightForm form, CancellationToken cancellationToken) =>
        RecordAsync(signatoryId, form.TextHash, async (agreement, signatory) =>
        {
            agreement.SayNotRight(signatory, (form.RightPerson ?? "").Trim(), clock.GetUtcNow());
            await post.CloseDoorAsync(signatory, cancellationToken);
            await post.TellOfWrongPersonAsync(agreement, signatory, cancellationToken);
            await evidence.NotRightAsync(agreement, signatory, cancellationToken);
        }, cancellationToken);

    /// <summary>Asks somebody else in the place of a person who has not signed.</summary>
    public async Task ReplaceAsync(CooperationAgreement agreement, Signatory signatory, SignatoryDetails person, Viewer coordinator, CancellationToken cancellationToken)
    {
        var replacement = agreement.Replace(signatory, person, clock.GetUtcNow());
        await post.CloseDoorAsync(signatory, cancellationToken);
        await evidence.ReplacedAsync(agreement, signatory, replacement, coordinator, cancellationToken);
        await post.AskNextAsync(agreement, coordinator.Email, cancellationToken);
        await SaveAsync(agreement, cancellationToken);
    }

    /// <summary>Records what was signed with a pen, together with the picture of the sheet.</summary>
    public async Task RecordPaperAsync(
        CooperationAgreement agreement, PaperSigning paper, IReadOnlyCollection<Signatory> signers, PaperScan scan, string textHash, CancellationToken cancellationToken)
    {
        agreement.RecordPaper(paper, signers, textHash, clock.GetUtcNow());
        db.PaperScans.Add(scan);

        foreach (var signatory in signers)
        {
            await post.CloseDoorAsync(signatory, cancellationToken);
            await evidence.SignedOnPaperAsync(agreement, signatory, paper, scan, cancellationToken);
        }

        await GoOnAsync(agreement, cancellationToken);
        await SaveAsync(agreement, cancellationToken);
    }

    private async Task<SigningOutcome> RecordAsync(
        Guid signatoryId, string? textHash, Func<CooperationAgreement, Signatory, Task> record, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var agreement = await db.Agreements.Whole().SingleOrDefaultAsync(a => a.Parties.Any(p => p.Signatories.Any(s => s.Id == signatoryId)), cancellationToken);
            var signatory = agreement?.Signatories.SingleOrDefault(s => s.Id == signatoryId);

            if (agreement is null || signatory is null) return SigningOutcome.TextChanged;
            if (!signatory.IsSilent || agreement.State is AgreementState.Declined or AgreementState.InForce) return SigningOutcome.AnsweredBefore;
            if (!agreement.CanBeSignedBy(signatory) || textHash != agreement.TextHash) return SigningOutcome.TextChanged;

            await record(agreement, signatory);

            try
            {
                await SaveAsync(agreement, cancellationToken);
                return SigningOutcome.Recorded;
            }
            catch (Exception exception) when (Conflicts.IsConflict(exception) && attempt < MaxAttempts)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task SignAsync(CooperationAgreement agreement, Signatory signatory, SigningForm form, SigningWay way, CancellationToken cancellationToken)
    {
        agreement.Sign(signatory, form.FullName!.Trim(), way, form.TextHash!, clock.GetUtcNow());
        await evidence.SignedAsync(agreement, signatory, seen.Read(form.SeenAt, signatory.Id, agreement.TextHash), cancellationToken);
        await GoOnAsync(agreement, cancellationToken);
    }

    private async Task DeclineAsync(CooperationAgreement agreement, Signatory signatory, string reason, CancellationToken cancellationToken)
    {
        agreement.Decline(signatory, reason, clock.GetUtcNow());
        await evidence.DeclinedAsync(agreement, signatory, cancellationToken);

        if (agreement.State == AgreementState.Declined)
        {
            await db.Outbox.HoldBackAsync(agreement.Id, $"{agreement.PartyOf(signatory).Name} skrev ikke under.", cancellationToken);
        }

        await post.TellOfRefusalAsync(agreement, signatory, cancellationToken);
        await GoOnAsync(agreement, cancellationToken);
    }

    private async Task GoOnAsync(CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        if (agreement.IsInForce)
        {
            await evidence.InForceAsync(agreement, cancellationToken);
            await succession.TakeOverAsync(agreement, cancellationToken);
            await post.TellThatAllHaveSignedAsync(agreement, cancellationToken);
        }
        else
        {
            await post.AskNextAsync(agreement, askedBy: "", cancellationToken);
        }
    }

    private void Keep(CooperationAgreement agreement, VersionReason reason, Viewer viewer) =>
        db.AgreementVersions.Add(AgreementVersion.Of(agreement, agreement.Clauses, reason, viewer.Name, clock.GetUtcNow()));

    // Every answer changes the agreement, also one within the same tick of the clock as the last: of two that were given on
    // the same sight of it, the second one is told and looks again.
    private Task<int> SaveAsync(CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        db.Entry(agreement).Property(a => a.ChangedAt).IsModified = true;
        return db.SaveChangesAsync(cancellationToken);
    }
}
