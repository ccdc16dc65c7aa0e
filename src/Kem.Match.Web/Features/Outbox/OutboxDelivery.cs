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
        var round = new Round(cancellationToken);

        try
        {
            do
            {
                while (await StartAsync(round));

                await round.SomethingHappensAsync();
                await SettleAsync(round);
            }
            while (!round.IsOver);
        }
        finally
        {
            // Whatever stopped us, a mail that is on its way gets its answer written down.
            while (round.OnTheirWay.Count > 0)
            {
                await round.SomethingHappensAsync();
                await SettleAsync(round);
            }
        }

        await transport.RestAsync();
        if (round.Taken.Count > 0) await claims.LetGoAsync();
    }

    /// <summary>
    /// Begins some mails together and sends them on their way; false when there is no room or nothing to send. They are half of
    /// what may be on its way at most, so that the mail server has something to do while the store has.
    /// </summary>
    private async Task<bool> StartAsync(Round round)
    {
        var next = new List<OutgoingMail>();
        var room = Math.Min(settings.AtOnce - round.OnTheirWay.Count, (settings.AtOnce + 1) / 2);

        while (round.GoesOn && next.Count < room && await round.HasNextAsync(claims))
        {
            if (!round.MayStart(pace)) break;

            next.Add(round.Taken.Dequeue());
        }

        foreach (var mail in await claims.BeginAsync(next))
        {
            round.OnTheirWay.Add(AttemptAsync(mail));
        }

        return next.Count > 0;
    }

    /// <summary>Writes down how it went with those that have come back.</summary>
    private async Task SettleAsync(Round round)
    {
        var back = round.TakeBack();
        if (back.Count == 0) return;

        foreach (var (mail, delivery) in back)
        {
            mail.Record(delivery, clock.GetUtcNow());
        }

        foreach (var mail in await ConfirmAsync([.. back.Select(attempt => attempt.Mail)]))
        {
            logger.LogWarning("Mail {Id} ({Kind}) took longer than the claim on it; another worker has it now.", mail.Id, mail.Kind);
        }

        foreach (var (mail, _) in back.Where(attempt => attempt.Mail.State == OutgoingMailState.Failed))
        {
            logger.LogError("Mail {Id} ({Kind}) is given up: {Reason}.", mail.Id, mail.Kind, mail.Reason);
        }
    }

    /// <summary>The server has answered; a store that is busy for a while must not make us send the mails again.</summary>
    private async Task<IReadOnlyList<OutgoingMail>> ConfirmAsync(IReadOnlyList<OutgoingMail> mails)
    {
        var until = clock.GetUtcNow() + settings.Lease / 2;

        while (true)
        {
            try
            {
                return await claims.SaveAsync(mails);
            }
            catch (DbException exception) when (clock.GetUtcNow() < until)
            {
                logger.LogWarning("The outcome of {Count} mails could not be saved yet: {Problem}", mails.Count, exception.Message);
                await Task.Delay(PatienceWithTheStore, clock);
            }
        }
    }

    private async Task<Attempt> AttemptAsync(OutgoingMail mail) => new(mail, await HandOverAsync(mail));

    private async Task<Delivery> HandOverAsync(OutgoingMail mail)
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

    private sealed record Attempt(OutgoingMail Mail, Delivery Delivery);

    /// <summary>What is taken and what is on its way. One at a time asks the store; the mail server is asked by several at once.</summary>
    private sealed class Round(CancellationToken cancellationToken)
    {
        private Task<bool>? turn;
        private bool isEmpty;
        private bool allMeetTheSame;

        public Queue<OutgoingMail> Taken { get; } = [];

        public List<Task<Attempt>> OnTheirWay { get; } = [];

        // No server, or wrong settings: every mail meets the same, so one is enough for this time.
        public bool GoesOn => !allMeetTheSame && !cancellationToken.IsCancellationRequested;

        public bool IsOver => OnTheirWay.Count == 0 && (!GoesOn || (isEmpty && Taken.Count == 0));

        public async Task<bool> HasNextAsync(OutboxClaims claims)
        {
            if (Taken.Count > 0 || isEmpty) return Taken.Count > 0;

            foreach (var mail in await claims.TakeDueAsync(cancellationToken))
            {
                Taken.Enqueue(mail);
            }

            // A batch that was not full took all there was.
            isEmpty = Taken.Count < claims.BatchSize;
            return Taken.Count > 0;
        }

        /// <summary>False until it is the next mail's turn.</summary>
        public bool MayStart(MailPace pace)
        {
            turn ??= pace.TurnAsync(cancellationToken);
            if (!turn.IsCompleted) return false;

            turn = null;
            return GoesOn;
        }

        /// <summary>Waits until a mail is back, or one may start.</summary>
        public async Task SomethingHappensAsync()
        {
            if (OnTheirWay.Count > 0 || turn is not null) await Task.WhenAny([.. OnTheirWay, .. turn is null ? Array.Empty<Task>() : [turn]]);
        }

        public List<Attempt> TakeBack()
        {
            var back = OnTheirWay.FindAll(attempt => attempt.IsCompleted);
            OnTheirWay.RemoveAll(back.Contains);
            var attempts = back.ConvertAll(attempt => attempt.Result);
            allMeetTheSame |= attempts.Exists(attempt => attempt.Delivery.MeetsAll);
            return attempts;
        }
    }
}
