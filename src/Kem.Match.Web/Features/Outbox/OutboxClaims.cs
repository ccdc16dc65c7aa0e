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
    KemDb db, MailRelevance relevance, ReceiverWishes wishes, MailWriting writing, FirstMailNotice notice, MailStops stops, OutboxSettings settings, TimeProvider clock)
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

    // Each mail that goes out passes here, so it is not worked out anew each time.
    private const string Write =
        """
        UPDATE "Outbox" SET "Attempts" = {0}, "GiveUpAt" = {1}, "Hold" = {2}, "State" = {3}, "DueAt" = {4}, "SentAt" = {5},
            "LastError" = {6}, "ServerAnswer" = {7}, "UncertainAttempts" = {8}, "Reason" = {9}, "SuppressedReason" = {10},
            "UnderWaySince" = {11}, "ClaimedBy" = {12}, "ClaimedUntil" = {13}
        WHERE "Id" = {14} AND "ClaimedBy" = {15} AND "Attempts" = {16} AND "State" = 'Waiting'
        """;

    private const string ClaimOnSqlite = Claim + ") RETURNING *";
    private const string ClaimOnPostgres = Claim + " FOR UPDATE SKIP LOCKED) RETURNING *";

    public int BatchSize => settings.BatchSize;

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
    /// Marks mails as on their way and renews the claims. Those that are not ours any more stay behind, as do those of which
    /// what they tell has changed, or which their receivers want otherwise. The mails get the words that go out, and they are stored.
    /// All of it is one transaction, so nothing changes between the look and the mark.
    /// </summary>
    /// <returns>The mails to send now.</returns>
    public async Task<IReadOnlyList<OutgoingMail>> BeginAsync(IReadOnlyList<OutgoingMail> mails)
    {
        if (mails.Count == 0) return [];

        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync();

        var ours = await MarkAsync(mails, now);
        var kept = await KeepBackAsync(ours, now);
        var going = ours.Except(kept).ToList();

        foreach (var mail in going)
        {
            mail.Release(now);
        }

        foreach (var mail in await writing.WriteAsync(going))
        {
            await Held(mail).ExecuteUpdateAsync(set => set
                .SetProperty(m => m.Subject, mail.Subject)
                .SetProperty(m => m.Text, mail.Text)
                .SetProperty(m => m.Language, mail.Language));
        }

        await notice.AddToAsync(going, now);
        await transaction.CommitAsync();
        return going;
    }

    private async Task<IReadOnlyList<OutgoingMail>> MarkAsync(IReadOnlyList<OutgoingMail> mails, DateTimeOffset now)
    {
        var (ids, until) = (mails.Select(mail => mail.Id).ToList(), now + settings.Lease);
        var held = db.Outbox.Where(m => ids.Contains(m.Id) && m.ClaimedBy == worker && m.State == OutgoingMailState.Waiting);
        var marked = await held.ExecuteUpdateAsync(set => set
            .SetProperty(m => m.UnderWaySince, now)
            .SetProperty(m => m.ClaimedUntil, until));

        if (marked == mails.Count) return mails;

        var ours = await held.Select(m => m.Id).ToListAsync();
        return [.. mails.Where(mail => ours.Contains(mail.Id))];
    }

    /// <summary>Writes down which mails are held back or wait for their receivers.</summary>
    private async Task<IReadOnlyCollection<OutgoingMail>> KeepBackAsync(IReadOnlyList<OutgoingMail> mails, DateTimeOffset now)
    {
        // A mail that waits for its receiver gets its attempt back, so each claim is remembered as it was.
        var attempts = mails.ToDictionary(mail => mail.Id, mail => mail.Attempts);
        var heldBack = await relevance.WhyHoldBackAsync(mails, now);

        foreach (var mail in mails.Where(mail => heldBack.ContainsKey(mail.Id)))
        {
            mail.Suppress(heldBack[mail.Id].Code, heldBack[mail.Id].Reason);
        }

        var kept = mails.Where(mail => heldBack.ContainsKey(mail.Id)).Concat(await wishes.TakeCareOfAsync([.. mails.Where(mail => !heldBack.ContainsKey(mail.Id))], now)).ToList();

        foreach (var mail in kept)
        {
            await WriteAsync(mail, attempts[mail.Id]);
            await notice.TakeBackAsync(mail);
        }

        if (kept.Count > 0) await db.SaveChangesAsync();
        return kept;
    }

    /// <summary>Saves what has been decided about mails and lets them go, all or none.</summary>
    /// <returns>Those whose claim was lost; nothing is changed about them.</returns>
    public async Task<IReadOnlyList<OutgoingMail>> SaveAsync(IReadOnlyList<OutgoingMail> mails)
    {
        var (saved, lost) = (new List<OutgoingMail>(), new List<OutgoingMail>());

        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            foreach (var mail in mails)
            {
                (await WriteAsync(mail, mail.Attempts) ? saved : lost).Add(mail);
            }

            foreach (var mail in saved)
            {
                await notice.FollowAsync(mail, clock.GetUtcNow());
            }

            await transaction.CommitAsync();
        }

        foreach (var mail in saved)
        {
            if (mail is { Reason: MailReason.Refused, LastError: { } said, MunicipalityCode: { } municipality } && DeliveryReport.MeansDeadAddress(said))
            {
                await stops.StopAsync(municipality, mail.ToAddress, MailStopScope.Everything, MailStopCause.Undeliverable, said, by: "");
            }
        }

        return lost;
    }

    /// <summary>Gives back what was taken but not tried, so that nobody has to wait for the lease to run out.</summary>
    public Task LetGoAsync() =>
        db.Outbox.Where(m => m.ClaimedBy == worker && m.State == OutgoingMailState.Waiting && m.UnderWaySince == null).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.ClaimedBy, (string?)null)
            .SetProperty(m => m.ClaimedUntil, (DateTimeOffset?)null));

    private IQueryable<OutgoingMail> Held(OutgoingMail mail)
    {
        var (id, attempt) = (mail.Id, mail.Attempts);
        return db.Outbox.Where(m => m.Id == id && m.ClaimedBy == worker && m.Attempts == attempt && m.State == OutgoingMailState.Waiting);
    }

    private async Task<bool> WriteAsync(OutgoingMail mail, int attempt) => await db.Database.ExecuteSqlRawAsync(
        Write, mail.Attempts, UtcTime.Stored(mail.GiveUpAt), mail.Hold?.ToString()!, mail.State.ToString(), UtcTime.Stored(mail.DueAt), Stored(mail.SentAt)!,
        mail.LastError!, mail.ServerAnswer!, mail.UncertainAttempts, mail.Reason?.ToString()!, mail.SuppressedReason!, Stored(mail.UnderWaySince)!,
        mail.ClaimedBy!, Stored(mail.ClaimedUntil)!, mail.Id, worker, attempt) == 1;

    private static DateTime? Stored(DateTimeOffset? at) => at is { } known ? UtcTime.Stored(known) : null;
}
