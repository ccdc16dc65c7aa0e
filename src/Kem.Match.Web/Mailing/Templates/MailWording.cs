namespace Kem.Match.Web.Mailing.Templates;

/// <summary>
/// A municipality's own wording of a template in one language (egen ordlyd). Each change is a row of its own and none is
/// ever altered, so that it can be seen who wrote what; the one with the highest number holds.
/// </summary>
public sealed class MailWording
{
    public const int LongestSubject = 200;
    public const int LongestText = 5000;

    /// <param name="municipalityCode">Whose words they are.</param>
    /// <param name="template">Code of the template.</param>
    /// <param name="language">Code of the language.</param>
    /// <param name="number">One more than the change before it; two people cannot both write the next one.</param>
    /// <param name="subject">With placeholders; null goes back to the words of the product.</param>
    /// <param name="text">With placeholders; null goes back to the words of the product.</param>
    /// <param name="by">Who changed it.</param>
    /// <param name="at">When.</param>
    public MailWording(string municipalityCode, string template, string language, int number, string? subject, string? text, string by, DateTimeOffset at)
    {
        MunicipalityCode = municipalityCode;
        Template = template;
        Language = language;
        Number = number;
        Subject = subject;
        Text = text;
        By = by;
        At = at;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string MunicipalityCode { get; private set; }
    public string Template { get; private set; }
    public string Language { get; private set; }
    public int Number { get; private set; }
    public string? Subject { get; private set; }
    public string? Text { get; private set; }
    public string By { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>The words of the product hold again.</summary>
    public bool IsReset => Subject is null || Text is null;

    public Wording ToWording() => new(Subject ?? "", Text ?? "");

    /// <summary>Of many changes, the last one of each template and language, unless it went back to the words of the product.</summary>
    public static IEnumerable<MailWording> InForce(IEnumerable<MailWording> changes) =>
        changes.GroupBy(change => (change.Template, change.Language)).Select(group => group.MaxBy(change => change.Number)!).Where(last => !last.IsReset);
}
