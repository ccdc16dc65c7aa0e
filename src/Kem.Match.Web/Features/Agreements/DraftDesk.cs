using System.Security.Claims;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>What came of saving a draft.</summary>
/// <param name="Agreement">The draft as it is now.</param>
/// <param name="Merge">What two people had written at once.</param>
/// <param name="IsSaved">False when two had written differently and somebody must choose.</param>
public sealed record DraftSaving(CooperationAgreement Agreement, DraftMerge Merge, bool IsSaved);

/// <summary>Where drafts are opened and saved, whoever else is writing in them at the same time.</summary>
public sealed class DraftDesk(KemDb db, Taxonomy taxonomy, TimeProvider clock)
{
    /// <summary>A pasted page of this many bytes is read, so that it can be refused at its field and not be lost on the way.</summary>
    public const int LongestPaste = 16 * 1024 * 1024;

    private const int MaxAttempts = 4;

    public Task<CooperationAgreement?> OpenAsync(Guid id, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        db.Agreements.EditableBy(user).Whole().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);

    /// <summary>
    /// Saves what one person has written, joined with what others have saved meanwhile. Somebody who saves at the very same
    /// moment makes us read again and join again, so that neither overwrites the other.
    /// </summary>
    /// <returns>Null when the draft is gone or is no draft any more.</returns>
    public async Task<DraftSaving?> SaveAsync(
        Guid id, AgreementForm form, IReadOnlyList<ConflictChoice> choices, ClaimsPrincipal user, Func<CooperationAgreement, Task>? andAlso, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var agreement = await OpenAsync(id, user, cancellationToken);
            if (agreement is not { IsDraft: true }) return null;

            var merge = DraftMerge.Into(form, AgreementForm.Of(agreement), choices);
            if (merge.Conflicts.Count > 0) return new DraftSaving(agreement, merge, IsSaved: false);

            form.WriteTo(agreement, taxonomy, clock.GetUtcNow());

            if (andAlso is not null)
            {
                await andAlso(agreement);
            }

            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return new DraftSaving(agreement, merge, IsSaved: true);
            }
            catch (DbUpdateConcurrencyException) when (attempt < MaxAttempts)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Parties that leave and one that comes, as the form says. A text with those who leave is kept.</summary>
    public async Task ChangePartiesAsync(CooperationAgreement agreement, AgreementForm form, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var leaving = form.Parties.Where(party => party.Leaves).Select(party => party.Id).ToHashSet();

        if (agreement.Parties.Any(party => leaving.Contains(party.Id)))
        {
            db.AgreementVersions.Add(AgreementVersion.Of(
                agreement, AgreementText.Write(agreement, taxonomy), VersionReason.BeforePartyLeft, Viewer.From(user).Name, now));
        }

        var incoming = form.NewParty is { } chosen && agreement.PartyOf(chosen) is null
            ? await db.Organisations.VisibleTo(user).InUse().SingleOrDefaultAsync(o => o.Id == chosen, cancellationToken)
            : null;

        if (incoming is not null && agreement.Parties.Count < CooperationAgreement.MostParties)
        {
            agreement.AddParty(incoming.Id, incoming.Name).Promise("", incoming.ContactName, incoming.ContactRole, incoming.ContactEmail);
        }

        foreach (var party in agreement.Parties.Where(party => leaving.Contains(party.Id) && agreement.CanLoseParty))
        {
            agreement.RemoveParty(party, now);
        }
    }

    /// <summary>The page on which the draft is written.</summary>
    public async Task<AgreementFormPage> PageAsync(
        CooperationAgreement agreement, AgreementForm form, ClaimsPrincipal user, DraftMerge? merge, CancellationToken cancellationToken)
    {
        var organisations = await db.Organisations.VisibleTo(user).AsNoTracking().ToListAsync(cancellationToken);
        var comments = await db.DraftComments.CountAsync(c => c.AgreementId == agreement.Id && c.State == CommentState.Open, cancellationToken);

        return AgreementFormPage.Of(agreement, form, taxonomy, organisations, clock.Today(), comments, NamesOf(merge, form));
    }

    // A page knows its fields by name, and a party by its place on the page.
    private static Dictionary<string, string> NamesOf(DraftMerge? merge, AgreementForm form) => (merge?.TakenFromOthers ?? new Dictionary<string, string>())
        .ToDictionary(
            taken => "Form." + form.Parties.Index().Aggregate(taken.Key, (key, party) => key.Replace($"[{party.Item.Id}]", $"[{party.Index}]", StringComparison.Ordinal)),
            taken => taken.Value);
}
