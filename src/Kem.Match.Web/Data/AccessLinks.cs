using Kem.Match.Web.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Data;

/// <summary>Issues personal links and finds them again.</summary>
public sealed class AccessLinks(KemDb db, LinkKey key, TimeProvider clock)
{
    /// <summary>Makes a link; it is stored with the change that sends it, in the caller's save.</summary>
    public AccessLink Issue(LinkPurpose purpose, Guid subjectId, Guid organisationId, string address, TimeSpan lifetime)
    {
        var id = Guid.CreateVersion7();
        var now = clock.GetUtcNow();
        var link = new AccessLink(id, purpose, subjectId, organisationId, address, LinkKey.Hash(key.Token(id)), now, now + lifetime);

        db.AccessLinks.Add(link);
        return link;
    }

    /// <summary>The link behind a token, or null when it is unknown, expired, taken back or meant for something else.</summary>
    public async Task<AccessLink?> FindAsync(LinkPurpose purpose, string token, CancellationToken cancellationToken)
    {
        var hash = LinkKey.Hash(token);
        var link = await db.AccessLinks.SingleOrDefaultAsync(l => l.TokenHash == hash, cancellationToken);

        return link is not null && link.Purpose == purpose && link.IsUsableAt(clock.GetUtcNow()) ? link : null;
    }

    public async Task RevokeAsync(LinkPurpose purpose, Guid subjectId, CancellationToken cancellationToken)
    {
        foreach (var link in await db.AccessLinks.Where(l => l.Purpose == purpose && l.SubjectId == subjectId).ToListAsync(cancellationToken))
        {
            link.Revoke(clock.GetUtcNow());
        }
    }
}
