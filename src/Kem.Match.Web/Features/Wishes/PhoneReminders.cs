using System.Security.Claims;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>Turns a reminder into a call, when its receiver would rather be called and there is a number.</summary>
public sealed class PhoneReminders(KemDb db, MailRelevance relevance, TimeProvider clock)
{
    // What to ask at the end of the call; other kinds are not given by phone.
    private static readonly Dictionary<string, string> Questions = new()
    {
        ["STATUS_REMINDER"] = "Spørg: Kan du komme?",
        ["SIGN_REMINDER"] = "Spørg: Er der noget i aftalen, du er i tvivl om?",
        ["MINUTES_OVERDUE"] = "Spørg: Hvad aftalte I? Så kan du skrive referatet for dem.",
        ["HEALTHCHECK_REMINDER"] = "Spørg: Skal vi finde en tid, hvor I svarer sammen?",
        ["PREPARE_REMINDER"] = "Spørg: Skal vi svare på spørgsmålene sammen nu?",
    };

    /// <summary>Whom to call today, the first asked first. What has been answered or moved meanwhile is no longer there.</summary>
    public async Task<IReadOnlyList<PhoneReminder>> DueAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var open = await (
            from call in db.PhoneReminders.VisibleTo(user).AsNoTracking()
            where call.DoneAt == null && call.CallOn <= today
            join mail in db.Outbox on call.MailId equals mail.Id
            where mail.UselessAfter == null || mail.UselessAfter > now
            orderby call.CreatedAt, call.Id
            select new { Call = call, Mail = mail }).ToListAsync(cancellationToken);
        var changes = await relevance.WhatHasChangedAsync([.. open.Select(one => one.Mail)]);

        return [.. open.Where(one => !changes.ContainsKey(one.Mail.Id)).Select(one => one.Call)];
    }

    /// <summary>
    /// The phones of those mails' receivers who can be called, by mail. The contact's own number, where a profile has it; the
    /// profile may also say that they prefer the phone.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, ReceiverPhone>> PhonesAsync(IEnumerable<OutgoingMail> mails)
    {
        var callable = mails.Where(mail => mail.MunicipalityCode is not null && Questions.ContainsKey(mail.Kind)).ToList();
        var contacts = callable.Count == 0 ? [] : await db.Organisations.AsNoTracking()
            .WithContacts([.. callable.Select(mail => mail.MunicipalityCode!).Distinct()], [.. callable.Select(mail => MailStop.Normalise(mail.ToAddress)).Distinct()])
            .Where(o => o.ContactPhone != "")
            .OrderBy(o => o.Id).Select(o => new { o.MunicipalityCode, o.ContactEmail, o.ContactPhone, Prefers = o.PreferredChannel == Channel.Phone }).ToListAsync();
        var phones = contacts.ToLookup(contact => (contact.MunicipalityCode, MailStop.Normalise(contact.ContactEmail)), contact => (contact.ContactPhone, contact.Prefers));

        return callable.Select(mail => (mail.Id, Known: phones[(mail.MunicipalityCode!, MailStop.Normalise(mail.ToAddress))].ToList()))
            .Where(mail => mail.Known.Count > 0)
            .ToDictionary(mail => mail.Id, mail => new ReceiverPhone(mail.Known[0].ContactPhone, mail.Known.Find(known => known.Prefers).ContactPhone));
    }

    /// <summary>Keeps the mail back and adds the call, to be saved together; false when it is a mail after all.</summary>
    public async Task<bool> TakeOverAsync(OutgoingMail mail, ReceiverPhone? receiver, bool byPhone, DateTimeOffset now)
    {
        if ((byPhone ? receiver?.Any : receiver?.Preferred) is not { } phone) return false;

        mail.Suppress(MailReason.ByPhone, "Modtageren vil hellere ringes op. Opkaldet står på listen »Ring til«.");

        if (!await db.PhoneReminders.AnyAsync(call => call.MailId == mail.Id))
        {
            db.PhoneReminders.Add(new PhoneReminder(
                mail.MunicipalityCode!, mail.Id, mail.Kind, mail.ToName, phone, mail.Subject, LetterWords.Points(mail.Text), Questions[mail.Kind], now, DanishTime.DayOf(now)));
        }

        return true;
    }
}

/// <summary>How somebody can be called.</summary>
/// <param name="Any">The number of the first profile that has one.</param>
/// <param name="Preferred">The number of a profile that prefers the phone, if there is one.</param>
public sealed record ReceiverPhone(string Any, string? Preferred);
