namespace Kem.Match.Web.Mailing.Templates;

/// <summary>All templates in all languages, as they stand in <c>data/mail</c>.</summary>
public sealed class MailTemplates(IReadOnlyList<MailTemplate> all, IReadOnlyList<MailLanguage> languages)
{
    public const string Danish = "da";

    // Under its heading a board member who reads Danish can help the one who does not.
    private const string InDanish = "På dansk:";

    private static readonly Lazy<MailTemplates> Read = new(() => TemplateFiles.Read(Path.Combine(AppContext.BaseDirectory, "data", "mail")));

    /// <summary>The words that travel with the program.</summary>
    public static MailTemplates Shipped => Read.Value;

    public IReadOnlyList<MailTemplate> All { get; } = all;

    /// <summary>Danish first.</summary>
    public IReadOnlyList<MailLanguage> Languages { get; } = languages;

    public MailTemplate? Find(string code) => All.FirstOrDefault(template => template.Code == code);

    public MailLanguage? FindLanguage(string code) => Languages.FirstOrDefault(language => language.Code == code);

    public MailLanguage Language(string code) => FindLanguage(code) ?? throw new ArgumentException($"There are no mails in the language {code}.", nameof(code));

    /// <summary>The letter in one language; <paramref name="own"/> is the municipality's own wording of it.</summary>
    public FilledWording Write(string code, string language, MailValues values, Wording? own = null)
    {
        var template = Find(code) ?? throw new ArgumentException($"There is no mail template {code}.", nameof(code));
        var spoken = Language(language);

        return new TemplateWriter(template, spoken, values).Write(own ?? spoken.Wordings[code]);
    }

    /// <summary>One mail with the receiver's language first and the Danish below it.</summary>
    public FilledWording WithDanishBelow(string language, FilledWording foreign, FilledWording danish) => language == Danish
        ? danish
        : new FilledWording(foreign.Subject, $"{MailLayout.LanguageLine(language, Language(language).Direction)}\n\n{foreign.Text}\n\n{MailLayout.LanguageLine(Danish, "ltr")}\n\n{InDanish}\n\n{danish.Text}");
}
