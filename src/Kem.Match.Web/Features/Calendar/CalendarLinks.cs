using System.Security.Cryptography;
using System.Text;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Calendar;

/// <summary>One person's link to the calendar.</summary>
public sealed class CalendarLinks(KemDb db, AccessLinks links, TimeProvider clock)
{
    // A calendar program asks for years; who wants it to stop asks for a new link.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(5 * 365);

    /// <summary>A person without an account is known by the address alone, so the address is what the link is about.</summary>
    public static Guid PersonOf(string address) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant())).AsSpan(0, 16));

    /// <summary>The link that works; of two that were asked for in the same instant, the first.</summary>
    public Task<AccessLink?> FindAsync(string address, CancellationToken cancellationToken)
    {
        var (person, now) = (PersonOf(address), clock.GetUtcNow());

        return db.AccessLinks
            .Where(l => l.Purpose == LinkPurpose.CalendarFeed && l.SubjectId == person && l.RevokedAt == null && l.ExpiresAt > now)
            .OrderBy(l => l.CreatedAt).ThenBy(l => l.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The link that works, or a new one. Two presses of the button get the same.</summary>
    public async Task<AccessLink> GetAsync(string address, Guid organisationId, CancellationToken cancellationToken)
    {
        if (await FindAsync(address, cancellationToken) is { } known) return known;

        // One that has run out still holds the person's place.
        await links.RevokeAsync(LinkPurpose.CalendarFeed, PersonOf(address), cancellationToken);
        var link = Issue(address, organisationId);

        if (await db.SaveUnlessTakenAsync(cancellationToken) is null) return link;

        // Somebody pressed in the same instant and was first.
        db.ChangeTracker.Clear();
        return await FindAsync(address, cancellationToken) ?? throw new InvalidOperationException("The calendar link that was in the way is gone.");
    }

    /// <summary>From now on no older address of the calendar answers anybody.</summary>
    public async Task<AccessLink> ReplaceAsync(AccessLink old, CancellationToken cancellationToken)
    {
        await links.RevokeAsync(LinkPurpose.CalendarFeed, old.SubjectId, cancellationToken);

        var link = Issue(old.Address, old.OrganisationId);
        await db.SaveChangesAsync(cancellationToken);
        return link;
    }

    private AccessLink Issue(string address, Guid organisationId) =>
        links.Issue(LinkPurpose.CalendarFeed, PersonOf(address), organisationId, address, Lifetime);
}
