using Kem.Match.Web.Data;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Microsoft.Extensions.Logging;

namespace Kem.Match.Web.Features.Outbox;

/// <summary>
/// Sends the mails that are due. A mail is marked as sent only after the mail server has accepted it, so none is
/// lost; if we die in between, it goes out once more with the same Message-ID.
/// </summary>
public sealed class OutboxDelivery(
    OutboxClaims claims, IMailTransport transport, LinkKey links, OutboxSettings settings, TimeProvider clock, ILogger<OutboxDelivery> logger) : IRoutine
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var settingsAreWrong = false;

        while (GoesOn() && await claims.TakeDueAsync(cancellationToken) is { Count: > 0 } batch)
        {
            await Parallel.ForEachAsync(batch, new ParallelOptions { MaxDegreeOfParallelism = settings.AtOnce }, async (mail, _) =>
            {
                if (GoesOn() && await DeliverAsync(mail) == DeliveryKind.Configuration)
                {
                    settingsAreWrong = true;
                }
            });
        }

        await claims.LetGoAsync();

        // Every mail meets the same wrong settings, so one is enough for this time.
        bool GoesOn() => !settingsAreWrong && !cancellationToken.IsCancellationRequested;
    }

    /// <summary>How the attempt went; null when there was none.</summary>
    private async Task<DeliveryKind?> DeliverAsync(OutgoingMail mail)
    {
        if (!await claims.HoldsAsync(mail)) return null;

        if (mail.IsStale(clock.GetUtcNow()))
        {
            mail.Suppress("Mailen nåede ikke af sted i tide og er ikke længere aktuel.");
            await claims.SaveAsync(mail);
            return null;
        }

        var delivery = await AttemptAsync(mail);
        mail.Record(delivery, clock.GetUtcNow());

        if (!await claims.SaveAsync(mail))
        {
            logger.LogWarning("Mail {Id} ({Kind}) took longer than the claim on it; another worker has it now.", mail.Id, mail.Kind);
        }

        return delivery.Kind;
    }

    private async Task<Delivery> AttemptAsync(OutgoingMail mail)
    {
        try
        {
            var prepared = PreparedMail.Of(mail, settings.Sender, settings.MessageIdDomain, links.Resolve);

            // Not stopped half-way: a mail that is on its way gets its answer, so that we know what happened to it.
            var delivery = await transport.SendAsync(prepared, CancellationToken.None);

            if (delivery.Kind != DeliveryKind.Accepted)
            {
                logger.LogWarning("Mail {Id} ({Kind}), attempt {Attempt}: {Outcome}.", mail.Id, mail.Kind, mail.Attempts, delivery.Kind);
            }

            return delivery;
        }
        // The edge: whatever is wrong with one mail, the others go on, and it is tried again after the next release.
        catch (Exception exception)
        {
            logger.LogError(exception, "Mail {Id} ({Kind}) cannot be written.", mail.Id, mail.Kind);
            return Delivery.Temporary(exception.Message);
        }
    }
}
