using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>
/// Writes the digests whose moment has come: one to each address and period, none when there is nothing to say, and after an
/// outage one and not seven. The mails that a digest carries are kept back in the same save that writes it.
/// </summary>
public sealed class Digests(KemDb db, MailLines lines, LetterHours house, CoordinatorWeek weeks, MailRelevance relevance, LinkKey key, TimeProvider clock) : IRoutine
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var reader in await ReadersAsync(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();

            try
            {
                await WriteAsync(reader, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException conflict) when (Conflicts.IsConflict(conflict))
            {
                // Another server has written it, or is sending one of its mails now. What is left is seen next time.
            }

            db.ChangeTracker.Clear();
        }
    }

    private async Task WriteAsync(DigestReader reader, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var wishes = await db.MailWishes.AsNoTracking().SingleOrDefaultAsync(w => w.MunicipalityCode == reader.Town && w.Address == reader.Address, cancellationToken);
        var settings = wishes?.Settings ?? MailSettings.For(house);
        var moment = settings.LastDigestMoment(lines, now);
        var last = await db.LastDigests.SingleOrDefaultAsync(l => l.MunicipalityCode == reader.Town && l.Address == reader.Address, cancellationToken);

        if (last is null)
        {
            // Seen for the first time: the next moment is the first one.
            db.LastDigests.Add(new LastDigest(reader.Town, reader.Address, moment));
            return;
        }

        if (moment <= last.UpTo) return;

        var waiting = await WaitingForAsync(reader, cancellationToken);

        // The outbox is looking at some of them right now; they come with the digest when it has put them down.
        if (waiting.Exists(mail => mail.UnderWaySince is not null || mail.ClaimedUntil >= now)) return;

        last.MoveTo(moment);

        // A moment before the hour was chosen, or within a pause, has no digest.
        if (moment > (wishes?.ChangedAt ?? DateTimeOffset.MinValue) && !settings.IsPausedOn(DanishTime.DayOf(moment)) && !settings.IsPausedOn(DanishTime.DayOf(now)))
        {
            await WriteAsync(reader, settings, waiting, moment, cancellationToken);
        }
    }

    private async Task WriteAsync(DigestReader reader, MailSettings settings, List<OutgoingMail> waiting, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var choice = settings.ChoiceOf(lines[MailLine.Digest]);
        var mails = await StillTrueAsync(waiting, now);
        var week = reader.UserId is { } user && choice != MailChoice.Never ? await weeks.OfAsync(user, cancellationToken) : DigestWeek.Nothing;

        if (mails.Count == 0 && week.IsEmpty) return;

        var isDaily = choice == MailChoice.Daily;
        var digest = OutgoingMail.From(LetterFor(reader, week, mails, moment), now, StartOf(moment, settings, now));

        db.Outbox.Add(digest);
        mails.ForEach(mail => mail.GatherIn(digest, isDaily ? "Samlet i dagens overblik." : "Samlet i ugens overblik."));
    }

    private Task<List<OutgoingMail>> WaitingForAsync(DigestReader reader, CancellationToken cancellationToken) => db.Outbox
        .To(reader.Town, reader.Address)
        .Where(m => m.State == OutgoingMailState.Waiting && (m.Hold == MailHold.Digest || m.Hold == MailHold.LateDigest))
        .OrderBy(m => m.CreatedAt).ThenBy(m => m.Id)
        .ToListAsync(cancellationToken);

    /// <summary>What is no longer true is kept back with the reason.</summary>
    private async Task<List<OutgoingMail>> StillTrueAsync(List<OutgoingMail> waiting, DateTimeOffset now)
    {
        var heldBack = await relevance.WhyHoldBackAsync(waiting, now);

        foreach (var mail in waiting.Where(mail => heldBack.ContainsKey(mail.Id)))
        {
            mail.Suppress(heldBack[mail.Id].Code, heldBack[mail.Id].Reason);
        }

        return waiting.FindAll(mail => !heldBack.ContainsKey(mail.Id));
    }

    private DigestLetter LetterFor(DigestReader reader, DigestWeek week, List<OutgoingMail> mails, DateTimeOffset moment) => new(
        Recipient.Create(reader.Name, reader.Address), reader.Town, week,
        [.. mails.Select(mail => new DigestItem(mail.Subject, LetterWords.OneLine(mail.Text), LetterWords.FirstLink(mail.Text)))],
        $"digest:{reader.Town}:{key.Pseudonym(reader.Address)}:{moment.UtcDateTime:yyyy-MM-ddTHH:mm}");

    // Caught up on after an outage it waits for the open hours like other mails.
    private static DateTimeOffset StartOf(DateTimeOffset moment, MailSettings settings, DateTimeOffset now) =>
        now - moment < DigestLetter.ChosenHour ? now : settings.Hours.Next(now);

    /// <summary>The coordinators, and everybody who has mails waiting for a digest. One address has one digest.</summary>
    private async Task<List<DigestReader>> ReadersAsync(CancellationToken cancellationToken)
    {
        var coordinators = await Coordinators.In(db).AsNoTracking()
            .Select(user => new DigestReader(user.MunicipalityCode, user.Email!, user.DisplayName, user.Id)).ToListAsync(cancellationToken);
        var waiting = await db.Outbox.AsNoTracking()
            .Where(m => m.State == OutgoingMailState.Waiting && m.MunicipalityCode != null && (m.Hold == MailHold.Digest || m.Hold == MailHold.LateDigest))
            .Select(m => new DigestReader(m.MunicipalityCode!, m.ToAddress, m.ToName, null)).Distinct().ToListAsync(cancellationToken);

        return [.. coordinators.Concat(waiting)
            .Select(reader => reader with { Address = MailStop.Normalise(reader.Address) })
            .DistinctBy(reader => (reader.Town, reader.Address))
            .OrderBy(reader => reader.Town, StringComparer.Ordinal).ThenBy(reader => reader.Address, StringComparer.Ordinal)];
    }

    private sealed record DigestReader(string Town, string Address, string Name, Guid? UserId);
}
