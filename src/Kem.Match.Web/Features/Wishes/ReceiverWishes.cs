using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>
/// Asks, in the moment before a mail is handed over, how the person behind the address wants it: now, later, in a digest, by
/// phone or not at all.
/// </summary>
public sealed class ReceiverWishes(KemDb db, MailLines lines, LetterHours house, PhoneReminders calls)
{
    /// <summary>So close to each other are two mails with the same words one mail too many.</summary>
    private static readonly TimeSpan SameMatter = TimeSpan.FromHours(24);

    /// <summary>What is chosen for an address, or what everybody has.</summary>
    public async Task<MailSettings> SettingsAsync(string municipalityCode, string address, CancellationToken cancellationToken = default) =>
        (await FindAsync(municipalityCode, address, cancellationToken))?.Settings ?? MailSettings.For(house);

    /// <summary>
    /// Holds the mail or keeps it back as its receiver wants; false when it is to be sent now. A call that takes its place is
    /// added to the store, to be saved with the outcome.
    /// </summary>
    public async Task<bool> TakeCareOfAsync(OutgoingMail mail, DateTimeOffset now)
    {
        if (LetterLines.Of(mail) is not { } code) return false;

        if (await RepeatsAnotherAsync(mail, code))
        {
            mail.Suppress(MailReason.SameWords, "Personen har to roller og får det samme i en anden mail.");
            return true;
        }

        var line = lines[code];
        var wishes = await FindAsync(mail.MunicipalityCode!, mail.ToAddress, CancellationToken.None);
        var settings = wishes?.Settings ?? MailSettings.For(house);
        var decision = settings.Decide(line, lines, AtHand(mail, now), now);

        if (decision is MailDecision.Wait { What: WaitsFor.Digest or WaitsFor.LateDigest } && !await CanBeGatheredAsync(mail))
        {
            decision = settings.AtOpenHours(AtHand(mail, now), now);
        }

        switch (decision)
        {
            case MailDecision.Drop drop:
                mail.Suppress(ReasonOf(drop.Why), Words(drop.Why, line, settings));
                return true;
            case MailDecision.Wait wait:
                mail.HoldUntil(wait.Until, HoldOf(wait.What), now);
                return true;
            default:
                return await calls.TakeOverAsync(mail, settings.ByPhone, now);
        }
    }

    private Task<MailWishes?> FindAsync(string municipalityCode, string address, CancellationToken cancellationToken)
    {
        var wanted = MailStop.Normalise(address);
        return db.MailWishes.AsNoTracking().SingleOrDefaultAsync(w => w.MunicipalityCode == municipalityCode && w.Address == wanted, cancellationToken);
    }

    private static MailAtHand AtHand(OutgoingMail mail, DateTimeOffset now) =>
        new(mail.Use == LetterUse.Necessary, mail.UselessAfter, mail.Hold is { } hold ? WaitsForOf(hold) : null)
        {
            IsTried = mail.Attempts > 1,
            IsFromDigest = mail.Kind == DigestLetter.Code,
            IsAtChosenHour = now - mail.DueAt < DigestLetter.ChosenHour,
        };

    // A digest would lose what is attached, and nobody gets the digest who has said no to it.
    private async Task<bool> CanBeGatheredAsync(OutgoingMail mail)
    {
        if (mail.CalendarText is not null || mail.AttachmentId is not null) return false;

        var address = MailStop.Normalise(mail.ToAddress);
        return !await db.MailStops.AnyAsync(s => s.MunicipalityCode == mail.MunicipalityCode && s.Address == address && s.LiftedAt == null);
    }

    /// <summary>
    /// Somebody who is contact for two associations, or coordinator and contact, gets one mail about a matter when the words are
    /// the same. Agreements are left alone: each party's link is its own.
    /// </summary>
    private async Task<bool> RepeatsAnotherAsync(OutgoingMail mail, string line)
    {
        if (mail.AboutId is null || mail.CopyOf is not null || line is MailLine.Agreements or MailLine.Digest) return false;

        var (address, from, to) = (MailStop.Normalise(mail.ToAddress), mail.CreatedAt - SameMatter, mail.CreatedAt + SameMatter);
        var others = await db.Outbox.AsNoTracking()
            .To(mail.MunicipalityCode!, address)
            .Where(m => m.CreatedAt >= from && m.CreatedAt <= to)
            .Where(m => m.AboutId == mail.AboutId && m.Kind == mail.Kind && m.AboutVersion == mail.AboutVersion && m.Id != mail.Id && m.CopyOf == null)
            .Where(m => m.Subject == mail.Subject && (m.State == OutgoingMailState.Waiting || m.State == OutgoingMailState.Sent))
            .ToListAsync();

        var words = MailLayout.Preview(mail.Text);
        return others.Any(other => (other.State == OutgoingMailState.Sent || IsBefore(other, mail)) && MailLayout.Preview(other.Text) == words);
    }

    // Of two that wait, the same one is always the first.
    private static bool IsBefore(OutgoingMail one, OutgoingMail other) => (one.CreatedAt, one.Id).CompareTo((other.CreatedAt, other.Id)) < 0;

    private static string Words(KeptBack why, MailLine line, MailSettings settings) => why switch
    {
        KeptBack.NotWanted => $"Modtageren vil ikke have mails om »{line.Name}«.",
        KeptBack.Paused when settings.ChoiceOf(line) == MailChoice.Paused => $"Modtageren holder pause fra »{line.Name}«.",
        KeptBack.Paused => $"Modtageren holder pause fra mails til og med {DanishText.Date(settings.PauseUntil!.Value)}. Bagefter er det for sent.",
        _ => "Modtageren vil ikke have mails på den tid, og bagefter er det for sent.",
    };

    private static MailReason ReasonOf(KeptBack why) => why switch
    {
        KeptBack.NotWanted => MailReason.NotWanted,
        KeptBack.Paused => MailReason.Paused,
        _ => MailReason.NoOpenHour,
    };

    private static MailHold HoldOf(WaitsFor what) => what switch
    {
        WaitsFor.Digest => MailHold.Digest,
        WaitsFor.LateDigest => MailHold.LateDigest,
        WaitsFor.PauseEnd => MailHold.PauseEnd,
        _ => MailHold.OpenHours,
    };

    private static WaitsFor WaitsForOf(MailHold hold) => hold switch
    {
        MailHold.Digest => WaitsFor.Digest,
        MailHold.LateDigest => WaitsFor.LateDigest,
        MailHold.PauseEnd => WaitsFor.PauseEnd,
        _ => WaitsFor.OpenHours,
    };
}
