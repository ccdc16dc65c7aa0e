using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>What has become of the parties since they signed: another name, or closed down. The text keeps the name it was signed with.</summary>
public sealed class PartiesNow(KemDb db)
{
    public async Task<IReadOnlyList<string>> NotesAsync(CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        if (agreement.IsDraft) return [];

        var ids = agreement.Parties.Select(party => party.OrganisationId).ToList();
        var now = await db.Organisations.AsNoTracking().Where(o => ids.Contains(o.Id)).Select(o => new { o.Id, o.Name, o.RetiredOn }).ToDictionaryAsync(o => o.Id, cancellationToken);

        return [.. agreement.Parties.Select(party => now.GetValueOrDefault(party.OrganisationId) switch
        {
            { RetiredOn: { } retired } => $"{party.Name} er nedlagt {DanishText.Date(retired)}.",
            { Name: var name } when name != party.Name => $"{party.Name} hedder {name} nu.",
            _ => null,
        }).OfType<string>()];
    }

    /// <summary>The parties that have been closed down; nobody can sign for them.</summary>
    public async Task<IReadOnlyList<string>> ClosedDownAsync(CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        var ids = agreement.Parties.Select(party => party.OrganisationId).ToList();
        var closed = await db.Organisations.AsNoTracking().Where(o => ids.Contains(o.Id) && o.RetiredOn != null).Select(o => o.Id).ToListAsync(cancellationToken);
        return [.. agreement.Parties.Where(party => closed.Contains(party.OrganisationId)).Select(party => party.Name)];
    }
}
