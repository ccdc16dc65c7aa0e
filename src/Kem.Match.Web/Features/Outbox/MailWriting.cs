using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Kem.Match.Web.Features.Outbox;

/// <summary>
/// Gives mails their words in the moment before they go out: in the receiver's language, in the municipality's own wording
/// where it has one. A wording that cannot be filled is passed over, so that no mail is lost for its words.
/// </summary>
public sealed class MailWriting(KemDb db, ILogger<MailWriting> logger)
{
    /// <returns>The mails whose words are others now than they were.</returns>
    public async Task<IReadOnlyList<OutgoingMail>> WriteAsync(IEnumerable<OutgoingMail> mails)
    {
        var written = mails.Where(mail => mail is { Template: { } template, Values: not null } && MailTemplates.Shipped.Find(template) is not null).ToList();
        var languages = await LanguagesAsync(written);
        var wordings = await OwnWordingsAsync(written.Select(mail => (mail.MunicipalityCode, mail.Template!)));

        return written.FindAll(mail => Write(mail, languages[mail.Id], wordings));
    }

    private bool Write(OutgoingMail mail, string language, OwnWordings wordings)
    {
        var (danish, foreign) = Words(mail, mail.Template!, MailValues.FromJson(mail.Values!), language, wordings);
        if (danish is null) return false;

        var before = (mail.Subject, mail.Text, mail.Language);
        mail.Write(Together(language, foreign, danish), foreign is null ? MailTemplates.Danish : language);
        return (mail.Subject, mail.Text, mail.Language) != before;
    }

    /// <summary>What stands below a mail, in the receiver's language; the subject of the template is its heading.</summary>
    public async Task<string> BelowAsync(OutgoingMail mail, string template, MailValues values)
    {
        var language = (await LanguagesAsync([mail]))[mail.Id];
        var (danish, foreign) = Words(mail, template, values, language, await OwnWordingsAsync([(mail.MunicipalityCode, template)]));
        return Together(language, Headed(foreign), Headed(danish)!).Text;
    }

    private static FilledWording Together(string language, FilledWording? foreign, FilledWording danish) =>
        foreign is null ? danish : MailTemplates.Shipped.WithDanishBelow(language, foreign, danish);

    private static FilledWording? Headed(FilledWording? words) => words is null ? null : words with { Text = $"{words.Subject}\n{words.Text}" };

    /// <summary>The words in Danish and in another language; the latter is null when that is Danish or cannot be filled.</summary>
    private (FilledWording? Danish, FilledWording? Foreign) Words(OutgoingMail mail, string template, MailValues values, string language, OwnWordings own)
    {
        return (Written(MailTemplates.Danish), language == MailTemplates.Danish ? null : Written(language));

        FilledWording? Written(string spoken) =>
            Fill(mail, template, spoken, values, own.Find(mail.MunicipalityCode, template, spoken)) ?? Fill(mail, template, spoken, values, null);
    }

    private FilledWording? Fill(OutgoingMail mail, string template, string language, MailValues values, Wording? own)
    {
        try
        {
            return MailTemplates.Shipped.Write(template, language, values, own);
        }
        // Written by an older or newer version of the program, which had other placeholders.
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            logger.LogWarning("The wording of {Template} in {Language} does not fit mail {Id}: {Problem}", template, language, mail.Id, exception.Message);
            return null;
        }
    }

    private async Task<OwnWordings> OwnWordingsAsync(IEnumerable<(string? Municipality, string Template)> asked)
    {
        var (towns, templates) = (asked.Select(one => one.Municipality).Distinct().ToList(), asked.Select(one => one.Template).Distinct().ToList());
        return new OwnWordings(await db.MailWordings.AsNoTracking().Where(w => towns.Contains(w.MunicipalityCode) && templates.Contains(w.Template)).ToListAsync());
    }

    /// <summary>The language of each mail. Most municipalities write to most in Danish, and are then not asked about each.</summary>
    private async Task<Dictionary<Guid, string>> LanguagesAsync(IReadOnlyCollection<OutgoingMail> mails)
    {
        var towns = mails.Select(mail => mail.MunicipalityCode).Distinct().ToList();
        var manyTongued = await db.Organisations.Where(o => towns.Contains(o.MunicipalityCode) && o.MailLanguage != MailTemplates.Danish).Select(o => o.MunicipalityCode).Distinct().ToListAsync();
        var languages = new Dictionary<Guid, string>();

        foreach (var mail in mails)
        {
            languages[mail.Id] = manyTongued.Contains(mail.MunicipalityCode!) ? await LanguageOfAsync(mail) : MailTemplates.Danish;
        }

        return languages;
    }

    /// <summary>
    /// What the receiver's organisation has chosen: the one that has the address as its contact, or the one for which the
    /// receiver reads a proposal or takes part in an agreement.
    /// </summary>
    private async Task<string> LanguageOfAsync(OutgoingMail mail)
    {
        var (address, about) = (MailStop.Normalise(mail.ToAddress), mail.AboutId);
        var others = db.Organisations.AsNoTracking().Where(o => o.MunicipalityCode == mail.MunicipalityCode && o.MailLanguage != MailTemplates.Danish);

#pragma warning disable CA1304, CA1311, CA1862 // Both databases translate this, and neither knows the overloads with a culture.
        var chosen = await LanguageAsync(others.Where(o => o.ContactEmail.ToLower() == address)) ?? mail.AboutType switch
        {
            nameof(MatchProposal) => await LanguageAsync(others.Where(o => db.Proposals.Any(p => p.Id == about && p.PartnerId == o.Id && p.RecipientEmail.ToLower() == address))),
            nameof(CooperationAgreement) => await LanguageAsync(OfParties(about)),
            nameof(StatusMeeting) => await LanguageAsync(OfParties(await db.StatusMeetings.Where(m => m.Id == about).Select(m => m.AgreementId).SingleOrDefaultAsync())),
            _ => null,
        };

        return chosen is not null && MailTemplates.Shipped.FindLanguage(chosen) is not null ? chosen : MailTemplates.Danish;

        IQueryable<Organisation> OfParties(Guid? agreement) => others.Where(o => db.Agreements.Where(a => a.Id == agreement).SelectMany(a => a.Parties)
            .Any(p => p.OrganisationId == o.Id && (p.ContactEmail.ToLower() == address || p.Signatories.Any(s => s.Email.ToLower() == address))));
#pragma warning restore CA1304, CA1311, CA1862
    }

    private static Task<string?> LanguageAsync(IQueryable<Organisation> organisations) =>
        organisations.OrderBy(o => o.Id).Select(o => (string?)o.MailLanguage).FirstOrDefaultAsync();

    private sealed class OwnWordings(IEnumerable<MailWording> changes)
    {
        private readonly Dictionary<(string?, string, string), Wording> known = changes.GroupBy(change => change.MunicipalityCode).SelectMany(MailWording.InForce)
            .ToDictionary(wording => ((string?)wording.MunicipalityCode, wording.Template, wording.Language), wording => wording.ToWording());

        public Wording? Find(string? municipality, string template, string language) => known.GetValueOrDefault((municipality, template, language));
    }
}
