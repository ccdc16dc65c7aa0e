using Kem.Match.Web.Data;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Outbox;

/// <summary>Puts addresses on a municipality's list of those that are not written to.</summary>
public sealed class MailStops(KemDb db, TimeProvider clock)
{
    private const int LongestReason = 500;

    /// <summary>One line for each address, however many ask for it at the same time.</summary>
    public async Task<MailStop> StopAsync(
        string municipalityCode, string address, MailStopScope scope, MailStopCause cause, string why, string by, CancellationToken cancellationToken = default)
    {
        var (wanted, reason, now) = (MailStop.Normalise(address), MailText.OneLine(why), clock.GetUtcNow());
        reason = reason.Length > LongestReason ? reason[..LongestReason] : reason;

        if (await FindAsync() is { } known)
        {
            known.StopAgain(scope, cause, reason, by, now);
            await db.SaveChangesAsync(cancellationToken);
            return known;
        }

        var stop = new MailStop(municipalityCode, wanted, scope, cause, reason, by, now);
        db.MailStops.Add(stop);

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return stop;
        }
        catch (DbUpdateException)
        {
            db.Entry(stop).State = EntityState.Detached;

            // Somebody else was first.
            if (await FindAsync() is { } first) return first;
            throw;
        }

        Task<MailStop?> FindAsync() => db.MailStops.SingleOrDefaultAsync(s => s.MunicipalityCode == municipalityCode && s.Address == wanted, cancellationToken);
    }
}
