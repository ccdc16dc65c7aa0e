using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>Reads and saves what the person behind an address wants, with everything that follows from it.</summary>
public sealed class WishChanges(KemDb db, ReceiverWishes wishes, MailLines lines, TimeProvider clock)
{
    /// <summary>The choices as they count now: with a pressed »stop«, and with what the profile says about the phone.</summary>
    public async Task<MailSettings> ReadAsync(string municipalityCode, string address, CancellationToken cancellationToken)
    {
        var settings = await wishes.SettingsAsync(municipalityCode, address, cancellationToken);
        var wanted = MailStop.Normalise(address);

        if (await StopAsync(municipalityCode, wanted, cancellationToken) is not null)
        {
            settings = settings with { Choices = new Dictionary<string, MailChoice>(settings.Choices) { [MailLine.Reminders] = MailChoice.Never, [MailLine.Digest] = MailChoice.Never } };
        }

        return settings with { ByPhone = settings.ByPhone || await db.Organisations.WithContact(municipalityCode, wanted).AnyAsync(o => o.PreferredChannel == Channel.Phone && o.ContactPhone != "", cancellationToken) };
    }

    public Task<bool> HasPhoneAsync(string municipalityCode, string address, CancellationToken cancellationToken) =>
        db.Organisations.WithContact(municipalityCode, MailStop.Normalise(address)).AnyAsync(o => o.ContactPhone != "", cancellationToken);

    /// <summary>Saves the choices. Two clicks make one row.</summary>
    public async Task SaveAsync(string municipalityCode, string address, MailSettings settings, CancellationToken cancellationToken)
    {
        var before = await ReadAsync(municipalityCode, address, cancellationToken);

        await ChangeAsync();

        if (await db.SaveUnlessTakenAsync(cancellationToken) is not null)
        {
            db.ChangeTracker.Clear();
            await ChangeAsync();
            await db.SaveChangesAsync(cancellationToken);
        }

        async Task ChangeAsync()
        {
            var (now, wanted) = (clock.GetUtcNow(), MailStop.Normalise(address));

            if (await FindAsync(municipalityCode, wanted, cancellationToken) is { } known)
            {
                known.Choose(settings, now);
            }
            else
            {
                db.MailWishes.Add(MailWishes.First(municipalityCode, wanted, before, settings, now));
            }

            await FollowAsync(municipalityCode, wanted, settings, now, cancellationToken);
        }
    }

    /// <summary>Goes back to what was chosen before; false when there is nothing to go back to.</summary>
    public async Task<bool> UndoAsync(string municipalityCode, string address, CancellationToken cancellationToken)
    {
        var (now, wanted) = (clock.GetUtcNow(), MailStop.Normalise(address));
        if (await FindAsync(municipalityCode, wanted, cancellationToken) is not { CanBeUndone: true } known) return false;

        known.Undo(now);
        await FollowAsync(municipalityCode, wanted, known.Settings, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>What follows from a choice, in the same save: stops, the profile's way of contact, and mails that wait.</summary>
    private async Task FollowAsync(string municipalityCode, string address, MailSettings settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var wantsAny = settings.ChoiceOf(lines[MailLine.Reminders]) != MailChoice.Never || settings.ChoiceOf(lines[MailLine.Digest]) != MailChoice.Never;

        if (wantsAny && await StopAsync(municipalityCode, address, cancellationToken) is { } stop)
        {
            stop.Lift("Modtageren har selv valgt sine mails.", by: "", now);
        }

        foreach (var organisation in await db.Organisations.WithContact(municipalityCode, address).Where(o => o.ContactPhone != "").ToListAsync(cancellationToken))
        {
            organisation.Prefer(settings.ByPhone ? Channel.Phone : Channel.Email);
        }

        foreach (var mail in await db.Outbox.To(municipalityCode, address)
            .Where(m => m.State == OutgoingMailState.Waiting && m.Hold != null && m.UnderWaySince == null).ToListAsync(cancellationToken))
        {
            mail.LookAgain(now);
        }
    }

    // What a coordinator or a server has stopped, the receiver does not start.
    private Task<MailStop?> StopAsync(string municipalityCode, string address, CancellationToken cancellationToken) =>
        db.MailStops.SingleOrDefaultAsync(s => s.MunicipalityCode == municipalityCode && s.Address == address && s.Cause == MailStopCause.Receiver && s.LiftedAt == null, cancellationToken);

    private Task<MailWishes?> FindAsync(string municipalityCode, string address, CancellationToken cancellationToken) =>
        db.MailWishes.SingleOrDefaultAsync(w => w.MunicipalityCode == municipalityCode && w.Address == address, cancellationToken);
}
