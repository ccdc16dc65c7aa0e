using System.Security.Cryptography;
using System.Text;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Calendar;

/// <summary>One person's link to the calendar: there is never more than one that works.</summary>
public sealed class CalendarLinks(KemDb db, AccessLinks links, TimeProvider clock)
{
    // A calendar program asks for years; who wants it to stop asks for a new link.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(5 * 365);

    /// <summary>
    /// A person without an account is known by the address alone, so the address is what the link is about. The database
    /// allows one working link about the same person.
    /// </summary>
    public static Guid PersonOf(string address) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant())).AsSpan(0, 16));

    public Task<AccessLink?> FindAsync(string address, CancellationToken cancellationToken)
    {
        var (person, now) = (PersonOf(address), clock.GetUtcNow());

        return db.AccessLinks.SingleOrDefaultAsync(
            l => l.Purpose == LinkPurpose.CalendarFeed && l.SubjectId == person && l.RevokedAt == null && l.ExpiresAt > now, cancellationToken);
    }

    /// <summary>The link that works, or a new one. Two presses of the button get the same.</summary>
    public async Task<AccessLink> GetAsync(string address, Guid organisationId, CancellationToken cancellationToken)
    {
        if (await FindAsync(address, cancellationToken) is { } known) return known;

        await links.RevokeAsync(LinkPurpose.CalendarFeed, PersonOf(address), cancellationToken);
        var link = Issue(address, organisationId);

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return link;
        }
        catch (DbUpdateException e) when (e is not DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return await FindAsync(address, cancellationToken) ?? throw new InvalidOperationException("A calendar link was neither stored nor found.", e);
        }
    }

    /// <summary>From now on the old address of the calendar answers nobody.</summary>
    public async Task<AccessLink> ReplaceAsync(AccessLink old, CancellationToken cancellationToken)
    {
        await using var change = await db.Database.BeginTransactionAsync(cancellationToken);
        old.Revoke(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);

        var link = Issue(old.Address, old.OrganisationId);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return link;
    }

    private AccessLink Issue(string address, Guid organisationId) =>
        links.Issue(LinkPurpose.CalendarFeed, PersonOf(address), organisationId, address, Lifetime);
}
