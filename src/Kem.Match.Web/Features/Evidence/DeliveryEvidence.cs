using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Evidence;

/// <summary>Writes in the trail that a mail about an agreement was taken over by the mail server, or was not.</summary>
public sealed class DeliveryEvidence(KemDb db, EvidenceTrail trail, OutboxSettings settings, TimeProvider clock) : IRoutine
{
    private const int AtATime = 100;

    private static readonly TimeSpan LooksBack = TimeSpan.FromDays(14);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - LooksBack;
        var mails = await db.Outbox.AsNoTracking()
            .Where(m => m.AboutType == nameof(CooperationAgreement) && m.CreatedAt > since)
            .Where(m => m.State == OutgoingMailState.Sent || m.State == OutgoingMailState.Failed)
            .Where(m => !db.EvidenceEvents.Any(e => e.SubjectId == m.Id))
            .OrderBy(m => m.Id)
            .Take(AtATime)
            .ToListAsync(cancellationToken);

        foreach (var mail in mails)
        {
            db.ChangeTracker.Clear();

            if (await db.Agreements.SingleOrDefaultAsync(a => a.Id == mail.AboutId, cancellationToken) is not { } agreement) continue;

            await trail.AppendAsync(
                agreement, mail.State == OutgoingMailState.Sent ? EvidenceKind.MailAccepted : EvidenceKind.MailFailed, EvidenceTrail.Service, mail.Id,
                new()
                {
                    Name = mail.ToName,
                    Address = mail.ToAddress,
                    MessageId = mail.MessageId(settings.MessageIdDomain),
                    ServerReply = mail.LastError,
                    Note = mail.Subject,
                },
                cancellationToken);

            await SaveAsync(cancellationToken);
        }
    }

    // Whoever wrote in the same trail at the same moment was first; the mail is written down next time.
    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
        }
    }
}
