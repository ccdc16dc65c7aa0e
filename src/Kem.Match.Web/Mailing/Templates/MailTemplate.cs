namespace Kem.Match.Web.Mailing.Templates;

/// <summary>What a placeholder stands for, and so how its value is written.</summary>
public enum PlaceholderKind
{
    /// <summary>A few words on one line, most often typed by somebody: a name, a title, a place, a telephone number.</summary>
    Name,

    /// <summary>Several of them, one to a line of the value: "a, b og c".</summary>
    Names,

    /// <summary>"21. november"</summary>
    Day,

    /// <summary>"21. november 2026"</summary>
    Date,

    /// <summary>"fredag 21. november"</summary>
    Weekday,

    /// <summary>"19.00"</summary>
    Clock,

    Number,

    /// <summary>What somebody wrote, as a quotation. Stands alone on its line.</summary>
    Quote,

    /// <summary>A list, one item to a line of the value. Stands alone on its line.</summary>
    Lines,

    /// <summary>Paragraphs in the markup of <see cref="Letter.Text"/>, as they were written. Stands alone on its line.</summary>
    Text,

    /// <summary>One of the sentences that the language file has for it; the value is its name, and no value is no sentence.</summary>
    Phrase,

    /// <summary>A sentence that every template of the language shares, such as the goodbye. It needs no value.</summary>
    Shared,

    /// <summary>Where a link leads. Stands only in a line of the form <c>[Se forslaget]({link})</c>.</summary>
    Link,
}

/// <summary>A gap in a template that is filled when a letter is written (pladsholder).</summary>
/// <param name="Name">As it stands between the braces.</param>
/// <param name="Kind">How its value is written.</param>
/// <param name="Danish">What it stands for, in Danish.</param>
/// <param name="Sample">A value for previews.</param>
public sealed record Placeholder(string Name, PlaceholderKind Kind, string Danish, string Sample)
{
    /// <summary>Its value is lines of their own, so nothing else can stand on the line.</summary>
    public bool StandsAlone => Kind is PlaceholderKind.Quote or PlaceholderKind.Lines or PlaceholderKind.Text;

    /// <summary>As it is written in a text.</summary>
    public string Written => Kind == PlaceholderKind.Link ? $"[Tekst på knappen]({{{Name}}})" : $"{{{Name}}}";
}

/// <summary>One kind of mail whose words can be read, translated and changed (mailskabelon).</summary>
/// <param name="Code">Never changes, such as <c>PROPOSAL</c>.</param>
/// <param name="Danish">What it is called.</param>
/// <param name="To">Who gets it.</param>
/// <param name="When">What makes it go out.</param>
/// <param name="Required">Placeholders without which the mail is no use, such as the link.</param>
/// <param name="Optional">The other placeholders that have a value.</param>
public sealed record MailTemplate(string Code, string Danish, string To, string When, IReadOnlyList<Placeholder> Required, IReadOnlyList<Placeholder> Optional)
{
    public IEnumerable<Placeholder> Placeholders => Required.Concat(Optional);

    public Placeholder? Find(string name) => Placeholders.FirstOrDefault(placeholder => placeholder.Name == name);

    /// <summary>Values that show what the mail looks like.</summary>
    public MailValues Samples()
    {
        var samples = new MailValues();

        foreach (var placeholder in Placeholders)
        {
            samples.Add(placeholder.Name, placeholder.Sample);
        }

        return samples;
    }
}

/// <summary>Subject and text of a template, with placeholders (ordlyd).</summary>
public sealed record Wording(string Subject, string Text);

/// <summary>Subject and text of a letter that is ready to be laid out.</summary>
public sealed record FilledWording(string Subject, string Text);
