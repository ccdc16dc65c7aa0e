using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Life;

/// <summary>Lets an amended agreement take the place of the old one when it comes into force (afløsning).</summary>
public sealed class Succession(KemDb db, AccessLinks links, LifePost post, LifeEvidence evidence, TimeProvider clock)
{
    /// <summary>Call it where the last signature puts an agreement in force, before the save. An agreement that amends nothing is left alone.</summary>
    public async Task TakeOverAsync(CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        if (agreement.AmendsId is not { } oldId) return;

        var old = await db.Agreements.Whole().SingleAsync(a => a.Id == oldId, cancellationToken);
        if (!old.IsInForce) return;

        var changes = agreement.Replace(old, clock.GetUtcNow());
        await evidence.ReplacedAsync(old, agreement, cancellationToken);
        await post.CancelAsync(old, changes.Cancelled, cancellationToken);
        await post.MovedAsync(agreement, changes.Moved, cancellationToken);

        foreach (var party in old.Parties)
        {
            await links.RevokeAsync(LinkPurpose.AgreementLife, party.Id, cancellationToken);
        }
    }
}
