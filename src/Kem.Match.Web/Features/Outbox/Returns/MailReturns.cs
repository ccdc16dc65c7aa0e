using Kem.Match.Web.Data;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Outbox.Returns;

public enum ReturnOutcome
{
    /// <summary>Not about a mail of ours, or not final.</summary>
    Ignored,

    /// <summary>It has been told before.</summary>
    Known,

    Recorded,
}

/// <summary>Marks a mail that came back as not delivered, and stops the address when nobody can be reached at it.</summary>
public sealed class MailReturns(KemDb db, MailStops stops)
{
    /// <param name="mailId">The mail that came back; the caller has seen proof that it is ours.</param>
    /// <param name="recipients">Whom the report says it could not reach.</param>
    /// <param name="said">The status and what the server said.</param>
    /// <param name="cancellationToken">Stops the looking up.</param>
    public async Task<ReturnOutcome> TakeAsync(Guid mailId, IEnumerable<string> recipients, string said, CancellationToken cancellationToken)
    {
        var mail = await db.Outbox.SingleOrDefaultAsync(m => m.Id == mailId, cancellationToken);

        if (mail is null || !recipients.Any(recipient => IsReceiverOf(mail, recipient))) return ReturnOutcome.Ignored;
        if (mail.Reason == MailReason.Returned) return ReturnOutcome.Known;
        if (mail.State != OutgoingMailState.Sent) return ReturnOutcome.Ignored;

        mail.Return(said);
        await db.SaveChangesAsync(cancellationToken);
        await db.GiveNoticeBackAsync(mail);

        if (mail.MunicipalityCode is { } municipality && DeliveryReport.MeansDeadAddress(said))
        {
            await stops.StopAsync(municipality, mail.ToAddress, MailStopScope.Everything, MailStopCause.Undeliverable, said, by: "", cancellationToken);
        }

        return ReturnOutcome.Recorded;
    }

    // Servers write a domain in Danish letters as ASCII.
    private static bool IsReceiverOf(OutgoingMail mail, string address) =>
        mail.ReceiverErasedAt is null
        && (address.Equals(mail.ToAddress, StringComparison.OrdinalIgnoreCase) || address.Equals(MailAddresses.InAscii(mail.ToAddress), StringComparison.OrdinalIgnoreCase));
}
