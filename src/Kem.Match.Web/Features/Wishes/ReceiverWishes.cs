using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>
/// Asks, in the moment before mails are handed over, how the person behind each address wants them: now, later, in a digest, by
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
    /// Holds mails or keeps them back as their receivers want; the others are to be sent now. A call that takes the place of a
    /// mail is added to the store, to be saved with the outcome.
    /// </summary>
    /// <returns>The mails that are taken care of.</returns>
    public async Task<IReadOnlyCollection<OutgoingMail>> TakeCareOfAsync(IReadOnlyCollection<OutgoingMail> mails, DateTimeOffset now)
    {
        var chosen = mails.Where(mail => LetterLines.Of(mail) is not null).ToList();
        var (others, wishes, phones) = (await OthersAsync(chosen), await WishesAsync(chosen), await calls.PhonesAsync(chosen));
        var taken = new List<OutgoingMail>();

        // Of two with the same words in one row, the second sees what became of the first.
        foreach (var mail in chosen.OrderBy(mail => mail.CreatedAt).ThenBy(mail => mail.Id))
        {
            if (RepeatsAnother(mail, others))
            {
                mail.Suppress(MailReason.SameWords, "Personen har to roller og får det samme i en anden mail.");
                taken.Add(mail);
            }
            else if (await TakeCareOfAsync(mail, wishes.GetValueOrDefault((mail.MunicipalityCode!, MailStop.Normalise(mail.ToAddress))), phones.GetValueOrDefault(mail.Id), now))
            {
                taken.Add(mail);
            }
        }

        return taken;
    }

    private async Task<bool> TakeCareOfAsync(OutgoingMail mail, MailSettings? chosen, ReceiverPhone? phone, DateTimeOffset now)
    {
        var line = lines[LetterLines.Of(mail)!];
        var settings = chosen ?? MailSettings.For(house);
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
                return await calls.TakeOverAsync(mail, phone, settings.ByPhone, now);
        }
    }

    private async Task<Dictionary<(string, string), MailSettings>> WishesAsync(IEnumerable<OutgoingMail> mails)
    {
        var addresses = mails.Select(mail => MailStop.Normalise(mail.ToAddress)).Distinct().ToList();
        return await db.MailWishes.AsNoTracking().Where(w => addresses.Contains(w.Address)).ToDictionaryAsync(w => (w.MunicipalityCode, w.Address), w => w.Settings);
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

    /// <summary>What else goes or went out about the same matters at about the same time; those of the row itself as they stand now.</summary>
    private async Task<IReadOnlyList<OutgoingMail>> OthersAsync(IReadOnlyCollection<OutgoingMail> mails)
    {
        var asked = mails.Where(CanRepeat).ToList();
        if (asked.Count == 0) return [];

        var own = asked.Select(mail => mail.Id).ToList();
        var towns = asked.Select(mail => mail.MunicipalityCode).Distinct().ToList();
        var matters = asked.Select(mail => mail.AboutId).Distinct().ToList();
        var kinds = asked.Select(mail => mail.Kind).Distinct().ToList();
        var (from, to) = (asked.Min(mail => mail.CreatedAt) - SameMatter, asked.Max(mail => mail.CreatedAt) + SameMatter);

        return [.. asked, .. await db.Outbox.AsNoTracking()
            .Where(m => towns.Contains(m.MunicipalityCode) && m.CreatedAt >= from && m.CreatedAt <= to)
            .Where(m => matters.Contains(m.AboutId) && kinds.Contains(m.Kind) && m.CopyOf == null && !own.Contains(m.Id))
            .Where(m => m.State == OutgoingMailState.Waiting || m.State == OutgoingMailState.Sent)
            .ToListAsync()];
    }

    // Agreements are left alone: each party's link is its own.
    private static bool CanRepeat(OutgoingMail mail) =>
        mail is { AboutId: not null, CopyOf: null } && LetterLines.Of(mail) is not (MailLine.Agreements or MailLine.Digest);

    /// <summary>
    /// Somebody who is contact for two associations, or coordinator and contact, gets one mail about a matter when the words are
    /// the same.
    /// </summary>
    private static bool RepeatsAnother(OutgoingMail mail, IReadOnlyList<OutgoingMail> others) => CanRepeat(mail) && others.Any(other =>
        other.Id != mail.Id
        && (other.MunicipalityCode, other.AboutId, other.Kind, other.AboutVersion, other.Subject) == (mail.MunicipalityCode, mail.AboutId, mail.Kind, mail.AboutVersion, mail.Subject)
        && MailStop.Normalise(other.ToAddress) == MailStop.Normalise(mail.ToAddress)
        && (other.CreatedAt - mail.CreatedAt).Duration() <= SameMatter
        && (other.State == OutgoingMailState.Sent || (other.State == OutgoingMailState.Waiting && IsBefore(other, mail)))
        && MailLayout.Preview(other.Text) == MailLayout.Preview(mail.Text));

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
