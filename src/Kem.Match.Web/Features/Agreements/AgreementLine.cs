using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>Finds the agreements that one took the place of, as far back as the reader was part of them.</summary>
public sealed class AgreementLine(KemDb db)
{
    // Nobody amends an agreement this often; it stops a line that somebody has tied into a ring by hand.
    private const int Longest = 50;

    public Task<AgreementHistory> BeforeAsync(CooperationAgreement agreement, Viewer viewer, CancellationToken cancellationToken) =>
        ReadAsync(agreement, earlier => viewer.IsCoordinator || earlier.PartyOf(viewer.OrganisationId) is not null, cancellationToken);

    /// <summary>For somebody with a link, who speaks for a party.</summary>
    public Task<AgreementHistory> BeforeAsync(CooperationAgreement agreement, AgreementParty reader, CancellationToken cancellationToken) =>
        ReadAsync(agreement, earlier => earlier.PartyOf(reader.OrganisationId) is not null, cancellationToken);

    private async Task<AgreementHistory> ReadAsync(CooperationAgreement agreement, Func<CooperationAgreement, bool> mayRead, CancellationToken cancellationToken)
    {
        // Until it is in force, the earlier one goes on and its story is its own.
        if (agreement.InForceAt is null || agreement.AmendsId is null) return AgreementHistory.None;

        var earlier = new List<CooperationAgreement>();

        for (var next = agreement.AmendsId; next is { } id && earlier.Count < Longest;)
        {
            var found = await db.Agreements.Whole().AsNoTrackingWithIdentityResolution()
                .SingleOrDefaultAsync(a => a.Id == id && a.MunicipalityCode == agreement.MunicipalityCode && a.InForceAt != null, cancellationToken);

            if (found is null || !mayRead(found)) break;

            earlier.Add(found);
            next = found.AmendsId;
        }

        return new AgreementHistory(earlier);
    }
}
