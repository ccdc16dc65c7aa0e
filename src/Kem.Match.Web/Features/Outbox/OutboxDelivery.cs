using System.Data.Common;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Microsoft.Extensions.Logging;

namespace Kem.Match.Web.Features.Outbox;

/// <summary>
/// Sends the mails that are due. A mail is marked as sent only after the mail server has accepted it, so none is
/// lost; if we die in between, it goes out once more with the same Message-ID.
/// </summary>
public sealed class OutboxDelivery(
    OutboxClaims claims, IMailTransport transport, MailLinks links, MailPace pace, OutboxSettings settings, TimeProvider clock, ILogger<OutboxDelivery> logger) : IRoutine
{
    private static readonly TimeSpan PatienceWithTheStore = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var allMeetTheSame = false;

        while (GoesOn() && await claims.TakeDueAsync(cancellationToken) is { Count: > 0 } batch)
        {
            await Parallel.ForEachAsync(batch, new ParallelOptions { MaxDegreeOfParallelism = settings.AtOnce }, async (mail, _) =>
            {
                if (GoesOn() && await pace.TurnAsync(cancellationToken) && await DeliverAsync(mail) is { MeetsAll: true })
                {
                    allMeetTheSame = true;
                }
            });
        }

        await transport.RestAsync();
        await claims.LetGoAsync();

        // No server, or wrong settings: every mail meets the same, so one is enough for this time.
        bool GoesOn() => !allMeetTheSame && !cancellationToken.IsCancellationRequested;
    }

    /// <summary>How the attempt went; null when there was none.</summary>
    private async Task<Delivery?> DeliverAsync(OutgoingMail mail)
    {
        if (!await claims.BeginAsync(mail)) return null;

        var delivery = await AttemptAsync(mail);
        mail.Record(delivery, clock.GetUtcNow());

        if (!await ConfirmAsync(mail))
        {
            logger.LogWarning("Mail {Id} ({Kind}) took longer than the claim on it; another worker has it now.", mail.Id, mail.Kind);
        }

        if (mail.State == OutgoingMailState.Failed)
        {
            logger.LogError("Mail {Id} ({Kind}) is given up: {Reason}.", mail.Id, mail.Kind, mail.Reason);
        }

        return delivery;
    }

    /// <summary>The server has answered; a store that is busy for a while must not make us send the mail again.</summary>
    private async Task<bool> ConfirmAsync(OutgoingMail mail)
    {
        var until = clock.GetUtcNow() + settings.Lease / 2;

        while (true)
        {
            try
            {
                return await claims.SaveAsync(mail);
            }
            catch (DbException exception) when (clock.GetUtcNow() < until)
            {
                logger.LogWarning("The outcome of mail {Id} could not be saved yet: {Problem}", mail.Id, exception.Message);
                await Task.Delay(PatienceWithTheStore, clock);
            }
        }
    }

    private async Task<Delivery> AttemptAsync(OutgoingMail mail)
    {
        try
        {
            var prepared = PreparedMail.Of(mail, settings.Sender, settings.MessageIdDomain, links.Resolve, links.StopFor(mail), links.ChoicesFor(mail)) with { ReturnPath = links.ReturnPathFor(mail) };

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
            return Delivery.Unwritable(MailText.OneLine(exception.Message));
        }
    }
}
