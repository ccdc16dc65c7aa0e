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
/// Gives a mail its words in the moment before it goes out: in the receiver's language, in the municipality's own wording
/// where it has one. A wording that cannot be filled is passed over, so that no mail is lost for its words.
/// </summary>
public sealed class MailWriting(KemDb db, ILogger<MailWriting> logger)
{
    /// <returns>False for a mail that has its words already.</returns>
    public async Task<bool> WriteAsync(OutgoingMail mail)
    {
        if (mail.Template is not { } template || mail.Values is not { } json || MailTemplates.Shipped.Find(template) is null) return false;

        var language = await LanguageOfAsync(mail);
        var (danish, foreign) = await WordsAsync(mail, template, MailValues.FromJson(json), language);
        if (danish is null) return false;

        mail.Write(Together(language, foreign, danish), foreign is null ? MailTemplates.Danish : language);
        return true;
    }

    /// <summary>What stands below a mail, in the receiver's language; the subject of the template is its heading.</summary>
    public async Task<string> BelowAsync(OutgoingMail mail, string template, MailValues values)
    {
        var language = await LanguageOfAsync(mail);
        var (danish, foreign) = await WordsAsync(mail, template, values, language);
        return Together(language, Headed(foreign), Headed(danish)!).Text;
    }

    private static FilledWording Together(string language, FilledWording? foreign, FilledWording danish) =>
        foreign is null ? danish : MailTemplates.Shipped.WithDanishBelow(language, foreign, danish);

    private static FilledWording? Headed(FilledWording? words) => words is null ? null : words with { Text = $"{words.Subject}\n{words.Text}" };

    /// <summary>The words in Danish and in another language; the latter is null when that is Danish or cannot be filled.</summary>
    private async Task<(FilledWording? Danish, FilledWording? Foreign)> WordsAsync(OutgoingMail mail, string template, MailValues values, string language)
    {
        var own = await OwnWordingsAsync(mail.MunicipalityCode, template, language);
        return (Written(MailTemplates.Danish), language == MailTemplates.Danish ? null : Written(language));

        FilledWording? Written(string spoken) => Fill(mail, template, spoken, values, own.GetValueOrDefault(spoken)) ?? Fill(mail, template, spoken, values, null);
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

    private async Task<Dictionary<string, Wording>> OwnWordingsAsync(string? municipality, string template, string language)
    {
        var changes = await db.MailWordings.AsNoTracking()
            .Where(w => w.MunicipalityCode == municipality && w.Template == template && (w.Language == language || w.Language == MailTemplates.Danish))
            .ToListAsync();

        return MailWording.InForce(changes).ToDictionary(w => w.Language, w => w.ToWording());
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
}
