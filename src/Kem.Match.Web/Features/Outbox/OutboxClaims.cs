using Kem.Match.Web.Data;
using Kem.Match.Web.Features.Wishes;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Outbox;

/// <summary>
/// The mails that one worker holds. A claim runs out by itself, so a worker that dies holds nothing for ever, and
/// a worker that has lost a claim can no longer change the mail.
/// </summary>
public sealed class OutboxClaims(
    KemDb db, MailRelevance relevance, ReceiverWishes wishes, MailWriting writing, FirstMailNotice notice, MailStops stops, OutboxSettings settings, TimeProvider clock) : IDisposable
{
    // One statement, so that two workers never take the same mail. What a dead worker was sending may have arrived.
    private const string Claim =
        """
        UPDATE "Outbox" SET "ClaimedBy" = {0}, "ClaimedUntil" = {1}, "Attempts" = "Attempts" + 1,
            "UncertainAttempts" = "UncertainAttempts" + CASE WHEN "UnderWaySince" IS NULL THEN 0 ELSE 1 END, "UnderWaySince" = NULL
        WHERE "Id" IN (SELECT "Id" FROM "Outbox"
                       WHERE "State" = 'Waiting' AND "DueAt" <= {2} AND ("ClaimedUntil" IS NULL OR "ClaimedUntil" < {2})
                       ORDER BY "DueAt", "Id" LIMIT {3}
        """;

    private const string ClaimOnSqlite = Claim + ") RETURNING *";
    private const string ClaimOnPostgres = Claim + " FOR UPDATE SKIP LOCKED) RETURNING *";

    // Several mails may be on their way at once, but a database connection does one thing at a time.
    private readonly SemaphoreSlim turn = new(1);

    private readonly string worker = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}"[..^16];

    /// <summary>Takes the mails that have waited longest, as many as one batch holds.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> TakeDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var claimed = await db.Outbox
            .FromSqlRaw(db.Database.IsNpgsql() ? ClaimOnPostgres : ClaimOnSqlite, worker, (now + settings.Lease).UtcDateTime, now.UtcDateTime, settings.BatchSize)
            .AsNoTracking()
            .ToListAsync(cancellationToken);

        await BringAttachmentsAsync(claimed, cancellationToken);
        return [.. claimed.OrderBy(mail => mail.DueAt).ThenBy(mail => mail.Id)];
    }

    private async Task BringAttachmentsAsync(List<OutgoingMail> mails, CancellationToken cancellationToken)
    {
        var ids = mails.Select(mail => mail.AttachmentId).OfType<Guid>().Distinct().ToList();
        if (ids.Count == 0) return;

        var files = await db.MailAttachments.AsNoTracking().Where(file => ids.Contains(file.Id)).ToDictionaryAsync(file => file.Id, cancellationToken);

        foreach (var mail in mails.Where(mail => mail.AttachmentId is not null))
        {
            mail.Bring(files[mail.AttachmentId!.Value]);
        }
    }

    /// <summary>
    /// Marks the mail as on its way and renews the claim; false when it is not ours any more, when what it tells of has
    /// changed, or when its receiver wants it otherwise. The mail gets the words that go out, and they are stored. All of it is
    /// one transaction, so nothing changes between the look and the mark.
    /// </summary>
    public Task<bool> BeginAsync(OutgoingMail mail) => InTurnAsync(async () =>
    {
        var now = clock.GetUtcNow();
        var until = now + settings.Lease;
        await using var transaction = await db.Database.BeginTransactionAsync();

        var isOurs = await Held(mail).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.UnderWaySince, now)
            .SetProperty(m => m.ClaimedUntil, until)) == 1;
        var goesOut = isOurs && !await IsKeptAsync(mail, now);

        if (goesOut)
        {
            mail.Release(now);
            await WordAsync(mail);
            await notice.AddToAsync(mail, now);
        }

        await transaction.CommitAsync();
        return goesOut;
    });

    /// <summary>Puts the mail in the words of its municipality and the language of its receiver.</summary>
    private async Task WordAsync(OutgoingMail mail)
    {
        if (!await writing.WriteAsync(mail)) return;

        await Held(mail).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.Subject, mail.Subject)
            .SetProperty(m => m.Text, mail.Text)
            .SetProperty(m => m.Language, mail.Language));
    }

    /// <summary>Writes down that the mail is held back or waits for its receiver, if so.</summary>
    private async Task<bool> IsKeptAsync(OutgoingMail mail, DateTimeOffset now)
    {
        // A mail that waits for its receiver gets its attempt back, so the claim is remembered as it was.
        var held = Held(mail);

        if (await relevance.WhyHoldBackAsync(mail, now) is { } found)
        {
            mail.Suppress(found.Code, found.Reason);
        }
        else if (!await wishes.TakeCareOfAsync(mail, now))
        {
            return false;
        }

        await WriteAsync(held, mail);
        await db.SaveChangesAsync();
        await notice.TakeBackAsync(mail);
        return true;
    }

    /// <summary>Saves what has been decided about the mail and lets it go; false when the claim was lost.</summary>
    public Task<bool> SaveAsync(OutgoingMail mail) => InTurnAsync(async () =>
    {
        var isOurs = await WriteAsync(Held(mail), mail);

        if (isOurs)
        {
            await notice.FollowAsync(mail, clock.GetUtcNow());
        }

        if (isOurs && mail is { Reason: MailReason.Refused, LastError: { } said, MunicipalityCode: { } municipality } && DeliveryReport.MeansDeadAddress(said))
        {
            await stops.StopAsync(municipality, mail.ToAddress, MailStopScope.Everything, MailStopCause.Undeliverable, said, by: "");
        }

        return isOurs;
    });

    /// <summary>Gives back what was taken but not tried, so that nobody has to wait for the lease to run out.</summary>
    public Task LetGoAsync() =>
        db.Outbox.Where(m => m.ClaimedBy == worker && m.State == OutgoingMailState.Waiting && m.UnderWaySince == null).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.ClaimedBy, (string?)null)
            .SetProperty(m => m.ClaimedUntil, (DateTimeOffset?)null));

    public void Dispose() => turn.Dispose();

    private IQueryable<OutgoingMail> Held(OutgoingMail mail)
    {
        var (id, attempt) = (mail.Id, mail.Attempts);
        return db.Outbox.Where(m => m.Id == id && m.ClaimedBy == worker && m.Attempts == attempt && m.State == OutgoingMailState.Waiting);
    }

    private static async Task<bool> WriteAsync(IQueryable<OutgoingMail> held, OutgoingMail mail) =>
        await held.ExecuteUpdateAsync(set => set
            .SetProperty(m => m.Attempts, mail.Attempts)
            .SetProperty(m => m.GiveUpAt, mail.GiveUpAt)
            .SetProperty(m => m.Hold, mail.Hold)
            .SetProperty(m => m.State, mail.State)
            .SetProperty(m => m.DueAt, mail.DueAt)
            .SetProperty(m => m.SentAt, mail.SentAt)
            .SetProperty(m => m.LastError, mail.LastError)
            .SetProperty(m => m.ServerAnswer, mail.ServerAnswer)
            .SetProperty(m => m.UncertainAttempts, mail.UncertainAttempts)
            .SetProperty(m => m.Reason, mail.Reason)
            .SetProperty(m => m.SuppressedReason, mail.SuppressedReason)
            .SetProperty(m => m.UnderWaySince, mail.UnderWaySince)
            .SetProperty(m => m.ClaimedBy, mail.ClaimedBy)
            .SetProperty(m => m.ClaimedUntil, mail.ClaimedUntil)) == 1;

    private async Task<bool> InTurnAsync(Func<Task<bool>> ask)
    {
        await turn.WaitAsync();

        try
        {
            return await ask();
        }
        finally
        {
            turn.Release();
        }
    }
}
