using System.Security.Claims;
using System.Text.Json;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Agreements;
using Kem.Match.Web.Features.Agreements.Life;
using Kem.Match.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Catalogue.Merging;

/// <summary>
/// Makes one of two entries for the same organisation, and two again when it was a mistake. Signed texts and their marks are
/// never touched: a party keeps the name it signed with, and only where it is found changes.
/// </summary>
public sealed class OrganisationMerging(
    KemDb db, Belongings belongings, ProposalClosing proposals, PartyDeparture departure, LifeEvidence evidence, Taxonomy taxonomy, TimeProvider clock)
{
    private const string Reason = "Parten er lagt sammen med en anden i kataloget.";

    /// <summary>What two entries are and what would follow, before anything is done.</summary>
    public async Task<MergePage> PreviewAsync(Organisation kept, Organisation removed, MergeForm form, CancellationToken cancellationToken)
    {
        var (one, other) = (OrganisationDescription.Of(kept), OrganisationDescription.Of(removed));
        var counts = await belongings.CountAsync(removed.Id, cancellationToken);

        return new MergePage
        {
            Kept = kept,
            Removed = removed,
            Form = form,
            Differences =
            [
                .. from value in MergeValues.All(taxonomy)
                   let own = value.Show(one)
                   let others = value.Show(other)
                   where own != others && others.Length > 0
                   select new MergeRow(value, own, others, form.Values.GetValueOrDefault(value.Code, MergeValues.Usual(value, one))),
            ],
            Moves = [.. counts.Where(kind => kind.Count > 0).Select(kind => DanishText.Count(kind.Count, kind.One, kind.Many))],
            OpenProposals = await db.Proposals.Open().CountAsync(p => p.PartnerId == removed.Id, cancellationToken),
            Running = await Running(removed.Id).AsNoTracking().ToListAsync(cancellationToken),
            Refusals = await RefusalsAsync(kept, removed, cancellationToken),
        };
    }

    public async Task<IReadOnlyList<string>> RefusalsAsync(Organisation kept, Organisation removed, CancellationToken cancellationToken)
    {
        var reasons = new List<string>();

        if (kept.Id == removed.Id) reasons.Add("Det er den samme. Vælg en anden.");
        if (!kept.IsInUse) reasons.Add($"{kept.Name} er ikke i brug mere. Vælg en anden, som de kan lægges ind i.");
        if (removed.IsMerged) reasons.Add($"{removed.Name} er allerede lagt sammen med en anden.");

        var both = await db.Agreements
            .Where(a => a.State == AgreementState.Draft || a.State == AgreementState.OutForSignature || a.State == AgreementState.Declined || a.State == AgreementState.InForce)
            .Where(a => a.Parties.Any(p => p.OrganisationId == kept.Id) && a.Parties.Any(p => p.OrganisationId == removed.Id))
            .Select(a => a.Title).ToListAsync(cancellationToken);
        reasons.AddRange(both.Select(title => $"Begge er parter i »{title}«. Afslut aftalen, eller tag den ene ud af den først."));
        return reasons;
    }

    /// <summary>Merges them in one save. Of two who do it at once, the other gets a conflict.</summary>
    public async Task<OrganisationMerge> MergeAsync(Organisation kept, Organisation removed, MergeForm form, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var (by, now, removedName) = (Viewer.From(user).Name, clock.GetUtcNow(), removed.Name);
        var before = KeptProfile.Of(kept);
        var chosen = MergeValues.Merge(before.Description, OrganisationDescription.Of(removed), form.Values, taxonomy);

        // The letters go to those who were asked, so they are written while the proposals still are theirs.
        await proposals.CloseOpenToAsync(removed.Id, WithdrawalReason.PartnerStoodTwice, by, cancellationToken);
        var hasStopped = await DecideAsync(removed.Id, form.Fates, by, cancellationToken);
        var moving = await belongings.BetweenAsync(removed.Id, kept.Id, cancellationToken);

        kept.TakeIn(removed, chosen, Text(chosen) == Text(before.Description), now);
        var merge = new OrganisationMerge(kept.MunicipalityCode, kept.Id, removed.Id, removedName, Text(before), Text(KeptProfile.Of(kept).Description), hasStopped, by, now);

        foreach (var row in moving)
        {
            var (kind, id) = belongings.Give(row, kept.Id);
            merge.NoteMoved(kind, id);
        }

        foreach (var (agreement, party) in await SignedAsync(moving, cancellationToken))
        {
            await evidence.PartyMergedAsync(agreement, party, chosen.Name, by, cancellationToken);
        }

        db.OrganisationMerges.Add(merge);
        await db.SaveChangesAsync(cancellationToken);
        return merge;
    }

    /// <summary>Why a merge cannot be undone, in words; null when it can.</summary>
    public async Task<string?> WhyNotUndoAsync(OrganisationMerge merge, Organisation kept, CancellationToken cancellationToken)
    {
        var at = merge.MergedAt;

        return (merge, kept) switch
        {
            ({ UndoneAt: not null }, _) => "Sammenlægningen er allerede fortrudt.",
            _ when merge.LastDayToUndo < clock.Today() => $"Det kunne fortrydes til {DanishText.Date(merge.LastDayToUndo)}.",
            ({ HasStopped: true }, _) => "Et samarbejde sluttede eller mistede en part ved sammenlægningen. Det er meldt ud.",
            (_, { IsInUse: false }) => $"{kept.Name} er selv taget ud af kataloget siden.",
            _ when kept.TookInAt > at => "Der er lagt flere sammen siden. Fortryd den seneste først.",
            _ when Text(OrganisationDescription.Of(kept)) != Text(JsonSerializer.Deserialize<OrganisationDescription>(merge.KeptAfter, Json.AsWritten)) => "Profilen er rettet siden.",
            _ when await db.Needs.AnyAsync(n => n.AskerId == kept.Id && n.ChangedAt > at, cancellationToken) => "Der er skrevet i et behov siden.",
            _ when await db.Proposals.AnyAsync(p => p.PartnerId == kept.Id && p.ChangedAt > at, cancellationToken) => "Der er sket noget med et forslag siden.",
            _ when await db.Agreements.AnyAsync(a => a.Parties.Any(p => p.OrganisationId == kept.Id) && a.ChangedAt > at, cancellationToken) => "Der er sket noget med en aftale siden.",
            _ when await db.TalkSides.AnyAsync(s => s.OrganisationId == kept.Id && s.SavedAt > at, cancellationToken) => "Der er skrevet til en samtale siden.",
            _ => null,
        };
    }

    public async Task UndoAsync(OrganisationMerge merge, Organisation kept, Organisation removed, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var before = JsonSerializer.Deserialize<KeptProfile>(merge.KeptBefore, Json.AsWritten)!;
        kept.PartFrom(removed, before.Description, before.ConfirmedOn, before.VisitedOn, before.PausedUntil, now);

        var back = new List<object>();

        foreach (var moved in merge.Moved)
        {
            if (await belongings.FindAsync(moved, cancellationToken) is { } row)
            {
                belongings.Give(row, removed.Id);
                back.Add(row);
            }
        }

        foreach (var (agreement, party) in await SignedAsync(back, cancellationToken))
        {
            await evidence.PartyMergeUndoneAsync(agreement, party, Viewer.From(user).Name, cancellationToken);
        }

        merge.MarkUndone(now);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<bool> DecideAsync(Guid removedId, Dictionary<Guid, PartyFate> fates, string by, CancellationToken cancellationToken)
    {
        var hasStopped = false;

        foreach (var agreement in await Running(removedId).ToListAsync(cancellationToken))
        {
            var fate = fates.GetValueOrDefault(agreement.Id);
            hasStopped |= fate != PartyFate.GoesOn;

            await (fate switch
            {
                PartyFate.Leaves => departure.LeaveAsync(agreement, agreement.PartyOf(removedId)!, Reason, by, cancellationToken),
                PartyFate.Ends => departure.EndAsync(agreement, Reason, by, cancellationToken),
                _ => Task.CompletedTask,
            });
        }

        return hasStopped;
    }

    // A draft has no trail; it begins when the text is sent for signature.
    private async Task<IReadOnlyList<(CooperationAgreement Agreement, AgreementParty Party)>> SignedAsync(IEnumerable<object> rows, CancellationToken cancellationToken)
    {
        var parties = rows.OfType<AgreementParty>().ToList();
        var ids = parties.Select(party => party.Id).ToList();
        var agreements = await db.Agreements.Include(a => a.Parties)
            .Where(a => a.State != AgreementState.Draft && a.Parties.Any(p => ids.Contains(p.Id))).OrderBy(a => a.CreatedAt).ToListAsync(cancellationToken);

        return [.. agreements.Select(agreement => (agreement, agreement.Parties.First(party => ids.Contains(party.Id))))];
    }

    private IQueryable<CooperationAgreement> Running(Guid organisationId) =>
        db.Agreements.Whole().Where(a => a.State == AgreementState.InForce && a.Parties.Any(p => p.OrganisationId == organisationId && p.LeavesOn == null)).OrderBy(a => a.CreatedAt);

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, Json.AsWritten);

    /// <summary>The entry that stays, with all that a merge may change in it.</summary>
    private sealed record KeptProfile(OrganisationDescription Description, DateOnly? ConfirmedOn, DateOnly? VisitedOn, DateOnly? PausedUntil)
    {
        public static KeptProfile Of(Organisation organisation) =>
            new(OrganisationDescription.Of(organisation), organisation.ConfirmedOn, organisation.VisitedOn, organisation.PausedUntil);
    }
}
