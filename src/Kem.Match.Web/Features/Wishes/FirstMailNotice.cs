using Kem.Match.Web.Data;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>
/// Sees to it that the first mail to a person, who was written down by others, tells so: once for each address and municipality,
/// and again only when that mail never arrived. Those with an account have been told when they got it. It stands below the first
/// mail: a letter by itself from an unknown sender, about being written down, would be read as a threat or as a trick.
/// </summary>
public sealed class FirstMailNotice(KemDb db, MailWriting writing, LinkKey key)
{
    private const string Template = "DATA_NOTICE";

    /// <summary>Inside the transaction that marks the mails as on their way.</summary>
    public async Task AddToAsync(IReadOnlyCollection<OutgoingMail> mails, DateTimeOffset now)
    {
        var first = mails.Where(mail => mail.MunicipalityCode is not null && LetterLines.MayBeFirst(mail)).ToList();
        var pseudonyms = first.Select(AddressOf).Distinct().ToDictionary(address => address, key.Pseudonym);
        var given = await db.NoticesGivenAsync([.. pseudonyms.Values]);
        first.RemoveAll(mail => given.Contains((mail.MunicipalityCode!, pseudonyms[AddressOf(mail)])));
        var accounts = await WithAccountAsync(first);

        foreach (var mail in first.Where(mail => !accounts.Contains(AddressOf(mail).ToUpperInvariant())))
        {
            if (await db.ClaimNoticeAsync(mail, pseudonyms[AddressOf(mail)], now)) await AddToAsync(mail);
        }
    }

    private async Task AddToAsync(OutgoingMail mail)
    {
        var (town, address) = (mail.MunicipalityCode!, AddressOf(mail));
        var municipality = await db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == town);
        var organisation = await db.Organisations.AsNoTracking()
            .WithContact(town, address)
            .OrderBy(o => o.Name).Select(o => o.Name).FirstOrDefaultAsync();

        mail.Carry(await writing.BelowAsync(mail, Template, new MailValues
        {
            { "whoWroteYou", organisation is null ? "alone" : "org" },
            { "recipientOrg", organisation ?? "" },
            { "municipalityName", municipality.OfficialName },
            { "municipalityPhone", municipality.Phone },
            { "municipalityEmail", municipality.Email },
            { "link", "/privatliv" },
        }));
    }

    /// <summary>The outcome of an attempt: given when the server took it, given back when it never will.</summary>
    public Task FollowAsync(OutgoingMail mail, DateTimeOffset now) => mail.State switch
    {
        OutgoingMailState.Sent => mail.Notice is null ? Task.CompletedTask : db.MarkNoticeGivenAsync(mail, now),
        OutgoingMailState.Failed => db.GiveNoticeBackAsync(mail),
        _ => Task.CompletedTask,
    };

    public Task TakeBackAsync(OutgoingMail mail) => mail.State == OutgoingMailState.Waiting ? Task.CompletedTask : db.GiveNoticeBackAsync(mail);

    private async Task<HashSet<string>> WithAccountAsync(IReadOnlyCollection<OutgoingMail> mails)
    {
        var normalised = mails.Select(mail => AddressOf(mail).ToUpperInvariant()).Distinct().ToList();
        return normalised.Count == 0 ? [] : await db.Users.Where(user => normalised.Contains(user.NormalizedEmail!)).Select(user => user.NormalizedEmail!).ToHashSetAsync();
    }

    private static string AddressOf(OutgoingMail mail) => MailStop.Normalise(mail.ToAddress);
}
