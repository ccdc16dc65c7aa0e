using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Data;

public static class WaitingMails
{
    /// <summary>
    /// Holds back the mails about something that nobody has begun to send, in the caller's save. A mail that is on its way at
    /// this moment still goes out.
    /// </summary>
    public static async Task HoldBackAsync(this DbSet<OutgoingMail> outbox, Guid aboutId, string reason, CancellationToken cancellationToken)
    {
        foreach (var mail in await outbox
            .Where(m => m.AboutId == aboutId && m.State == OutgoingMailState.Waiting && m.UnderWaySince == null)
            .ToListAsync(cancellationToken))
        {
            mail.Suppress(reason);
        }
    }
}
