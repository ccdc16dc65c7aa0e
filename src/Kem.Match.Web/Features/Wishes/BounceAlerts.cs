using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>Tells the coordinators by mail what did not arrive, at most once a day for each of them and each address.</summary>
public sealed class BounceAlerts(KemDb db, LinkKey key, TimeProvider clock) : IRoutine
{
    private const int AtATime = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failed = await db.Outbox.AsNoTracking()
            .Where(m => m.State == OutgoingMailState.Failed && m.AlertedAt == null && m.HandledAt == null && m.ReceiverErasedAt == null && m.MunicipalityCode != null)
            .Where(m => m.Reason == MailReason.Refused || m.Reason == MailReason.Returned || m.Reason == MailReason.GivenUp)
            .OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).Take(AtATime)
            .ToListAsync(cancellationToken);

        foreach (var matter in failed.GroupBy(m => (Town: m.MunicipalityCode!, Address: MailStop.Normalise(m.ToAddress))))
        {
            await TellAsync(matter.Key.Town, matter.Key.Address, [.. matter], cancellationToken);
        }
    }

    private async Task TellAsync(string town, string address, List<OutgoingMail> failed, CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var contact = await db.Organisations.AsNoTracking().WithContact(town, address)
            .OrderBy(o => o.Name).FirstOrDefaultAsync(cancellationToken);

        // An alert that does not arrive is not told about by another one.
        var first = failed.FirstOrDefault(mail => mail.Kind != BounceAlertLetter.Code);
        var coordinators = first is null ? [] : await WhoAsync(first, address, cancellationToken);

        foreach (var coordinator in coordinators)
        {
            var once = $"bounce:{town}:{key.Pseudonym(MailStop.Normalise(coordinator.Address))}:{key.Pseudonym(address)}:{today:yyyy-MM-dd}";

            if (!await db.Outbox.AnyAsync(m => m.DeduplicationKey == once, cancellationToken))
            {
                db.Outbox.Add(OutgoingMail.From(new BounceAlertLetter(
                    coordinator, first!, contact?.Name ?? "", contact?.ContactPhone ?? "", contact is null ? null : $"/katalog/{contact.Id}/ret", once), now));
            }
        }

        db.Outbox.AttachRange(failed);
        failed.ForEach(mail => mail.MarkAlerted(now));

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException conflict) when (Conflicts.IsConflict(conflict))
        {
            // Another server was first, or somebody works on the mail at this moment; what is left is told next time.
        }

        db.ChangeTracker.Clear();
    }

    /// <summary>Whoever stands behind the mail; when nobody does, all coordinators of the municipality.</summary>
    private async Task<List<Recipient>> WhoAsync(OutgoingMail mail, string address, CancellationToken cancellationToken)
    {
        var all = await Coordinators.In(db).AsNoTracking().Where(user => user.MunicipalityCode == mail.MunicipalityCode)
            .OrderBy(user => user.Email).Select(user => new { user.DisplayName, user.Email }).ToListAsync(cancellationToken);
        var others = all.Where(user => MailStop.Normalise(user.Email!) != address).ToList();
        var sender = others.Where(user => user.Email!.Equals(mail.ReplyToAddress, StringComparison.OrdinalIgnoreCase)).ToList();

        return [.. (sender.Count > 0 ? sender : others).Select(user => Recipient.Create(user.DisplayName, user.Email!))];
    }
}
