using Kem.Match.Web.Data;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Outbox;

/// <summary>
/// Forgets the words of a mail when they are no longer needed, and later whom it went to. That a mail of its kind was sent that
/// day stays for good.
/// </summary>
public sealed class MailErasure(KemDb db, LinkKey key, OutboxSettings settings, TimeProvider clock) : IRoutine
{
    private const int AtATime = 200;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (letters, receivers) = (now - settings.KeepLetters, now - settings.KeepReceivers);

        await db.PhoneReminders.Where(call => call.CreatedAt < letters).ExecuteDeleteAsync(cancellationToken);
        await EachAsync(m => m.LetterErasedAt == null && m.CreatedAt < letters, mail => mail.EraseLetter(now), cancellationToken);
        await EachAsync(m => m.ReceiverErasedAt == null && m.CreatedAt < receivers, mail => mail.EraseReceiver(key.Pseudonym(MailStop.Normalise(mail.ToAddress)), now), cancellationToken);

        // A file goes when no mail carries it any more.
        await db.MailAttachments.Where(file => !db.Outbox.Any(m => m.AttachmentId == file.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    // What waits is left alone, however old it is.
    private async Task EachAsync(System.Linq.Expressions.Expression<Func<OutgoingMail, bool>> old, Action<OutgoingMail> erase, CancellationToken cancellationToken)
    {
        while (await db.Outbox.Where(m => m.State != OutgoingMailState.Waiting).Where(old).OrderBy(m => m.Id).Take(AtATime).ToListAsync(cancellationToken) is { Count: > 0 } mails)
        {
            mails.ForEach(erase);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }
}
