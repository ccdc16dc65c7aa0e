using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Evidence;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Life;

/// <summary>
/// Keeps every agreement in force in step with the calendar: renews it, closes it when it has, goes
/// on after a pause, hands it over. It looks at how things stand, so a server that was away catches up in one run.
/// </summary>
public sealed class AgreementTerms(KemDb db, LifePost post, LifeEvidence evidence, Succession succession, TimeProvider clock) : IRoutine
{
    // So many are read and saved together. When one of them cannot be kept, each is taken alone.
    private const int AtATime = 50;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var ids = await db.Agreements
            .Where(a => a.State == AgreementState.InForce)
            .Where(a => a.NextTurnOn == null || a.NextTurnOn <= today || (a.AmendsId != null && db.Agreements.Any(old => old.Id == a.AmendsId && old.State == AgreementState.InForce)))
            .Select(a => a.Id)
            .ToListAsync(cancellationToken);

        var failures = new List<Exception>();

        foreach (var group in ids.Chunk(AtATime))
        {
            if (await TryKeepAsync(group, [], cancellationToken)) continue;

            foreach (var id in group)
            {
                await TryKeepAsync([id], failures, cancellationToken);
            }
        }

        // One agreement's trouble never stops the others, and is still told to whoever looks after the routines.
        if (failures.Count > 0) throw new AggregateException(failures);
    }

    // One that somebody changes at the same moment waits for the next run.
    private async Task<bool> TryKeepAsync(IReadOnlyCollection<Guid> ids, List<Exception> failures, CancellationToken cancellationToken)
    {
        try
        {
            await KeepAsync(ids, cancellationToken);
            return true;
        }
        catch (Exception exception) when (Conflicts.IsConflict(exception))
        {
            return false;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            failures.Add(new InvalidOperationException($"Agreement {string.Join(", ", ids)} could not be kept in step.", failure));
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    // The agreements with their letters in one save.
    private async Task KeepAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var agreements = await db.Agreements.WithCalendar()
            .Include(a => a.Answers.Where(answer => answer.ClauseCode == CooperationAgreement.MunicipalRoleClause))
            .Where(a => ids.Contains(a.Id)).ToListAsync(cancellationToken);

        // Asked for each when its turn comes: one that takes another's place may have come before it.
        foreach (var agreement in agreements.Where(agreement => agreement.IsInForce))
        {
            await succession.TakeOverAsync(agreement, cancellationToken);
            await RenewAsync(agreement, cancellationToken);
            await ResumeAsync(agreement, cancellationToken);
            await HandOverAsync(agreement, cancellationToken);
            await RunOutAsync(agreement, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task RenewAsync(CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        if (!agreement.RenewsItselfOn(clock.Today())) return;

        agreement.RenewItself(clock.Today(), clock.GetUtcNow());
        await evidence.RenewedAsync(agreement, EvidenceTrail.Service, cancellationToken);
        await post.ToAllAsync(agreement, (reader, m) => new AgreementRenewed(reader, agreement, m), cancellationToken);
    }

    private async Task ResumeAsync(CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        foreach (var pause in agreement.PausesOverOn(clock.Today()).ToList())
        {
            agreement.MarkResumed(pause, clock.GetUtcNow());
            await evidence.ResumedAsync(agreement, EvidenceTrail.Service, cancellationToken);
            await post.ToAllAsync(agreement, (reader, m) => new AgreementResumed(reader, agreement, m, pause), cancellationToken);
        }
    }

    private async Task HandOverAsync(CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        if (!agreement.IsHandoverDueOn(clock.Today())) return;

        agreement.HandOver(clock.GetUtcNow());
        await post.ToAllAsync(agreement, (reader, m) => new HandedOver(reader, agreement, m), cancellationToken);
    }

    private async Task RunOutAsync(CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        if (!agreement.HasRunOutOn(clock.Today())) return;

        agreement.RunOut(clock.GetUtcNow());
        await evidence.EndedAsync(agreement, EvidenceTrail.Service, cancellationToken);
        await post.ToAllAsync(agreement, (reader, m) => new AgreementRanOut(reader, agreement, m), cancellationToken);
    }
}
