using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Features.Administration;

/// <param name="Templates">Every mail, with the Danish names of the languages in which the municipality has its own words.</param>
public sealed record MailWordingsPage(IReadOnlyList<(MailTemplate Template, IReadOnlyList<string> Own)> Templates);

/// <summary>One mail in one language: its words, what they may hold, and who has changed them.</summary>
public sealed record MailWordingPage(MailTemplate Template, MailLanguage Language, MailWordingForm Form, IReadOnlyList<MailWording> History)
{
    /// <summary>The municipality's own words hold now.</summary>
    public bool IsOwn => MailWording.InForce(History).Any(wording => wording.Language == Language.Code);

    public string Address => $"/administration/mailtekster/{Template.Code}";
}

/// <summary>How hard a Danish mail is to read, or null for another language: the figure is made for Danish.</summary>
public static class MailReadability
{
    public static Readability? Of(MailTemplate template, string language, Wording wording) =>
        language == MailTemplates.Danish && !TemplateText.FaultsInText(template, wording.Text).Any()
            ? Readability.Of(WithoutTargets(MailTemplates.Shipped.Write(template.Code, language, template.Samples(), wording with { Subject = "" }).Text))
            : null;

    public static string Says(Readability readability) => readability.IsHard
        ? $"Lix er {readability.Lix}. Over {Readability.HardLix} er svært for mange. Skriv kortere sætninger, eller vælg kortere ord."
        : $"Lix er {readability.Lix}. Det er let at læse.";

    // Where a link leads is not read.
    private static string WithoutTargets(string text) => string.Join('\n', text.Split('\n').Select(line =>
        line.StartsWith('[') && line.IndexOf("](", StringComparison.Ordinal) is > 0 and var end ? line[1..end] : line));
}
