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
        var due = new List<PhoneReminder>();

        foreach (var one in open)
        {
            if (await relevance.WhatHasChangedAsync(one.Mail) is null) due.Add(one.Call);
        }

        return due;
    }

    /// <summary>Keeps the mail back and adds the call, to be saved together; false when it is a mail after all.</summary>
    public async Task<bool> TakeOverAsync(OutgoingMail mail, bool byPhone, DateTimeOffset now)
    {
        if (!Questions.TryGetValue(mail.Kind, out var question) || await PhoneAsync(mail, byPhone) is not { } phone) return false;

        mail.Suppress(MailReason.ByPhone, "Modtageren vil hellere ringes op. Opkaldet står på listen »Ring til«.");

        if (!await db.PhoneReminders.AnyAsync(call => call.MailId == mail.Id))
        {
            db.PhoneReminders.Add(new PhoneReminder(
                mail.MunicipalityCode!, mail.Id, mail.Kind, mail.ToName, phone, mail.Subject, LetterWords.Points(mail.Text), question, now, DanishTime.DayOf(now)));
        }

        return true;
    }

    // The contact's own number, where a profile has it; the profile may also say that they prefer the phone.
    private async Task<string?> PhoneAsync(OutgoingMail mail, bool byPhone) =>
        await db.Organisations.AsNoTracking()
            .WithContact(mail.MunicipalityCode!, MailStop.Normalise(mail.ToAddress))
            .Where(o => o.ContactPhone != "" && (byPhone || o.PreferredChannel == Channel.Phone))
            .OrderBy(o => o.Id).Select(o => o.ContactPhone).FirstOrDefaultAsync();
}
