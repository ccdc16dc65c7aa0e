using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Features.Administration;

/// <summary>The words that a municipality wants in a mail.</summary>
public sealed class MailWordingForm
{
    public string Language { get; init; } = MailTemplates.Danish;

    /// <summary>The number of the last change when the page was opened; 0 when there was none.</summary>
    public int Number { get; set; }

    [Display(Name = "Emne"), Required(ErrorMessage = "Skriv et emne."), StringLength(MailWording.LongestSubject, ErrorMessage = "Emnet er for langt. Skriv det kortere."), NoCprNumber]
    public string Subject { get; set; } = "";

    [Display(Name = "Tekst"), Required(ErrorMessage = "Skriv mailens tekst."), StringLength(MailWording.LongestText, ErrorMessage = "Teksten er for lang. Skriv højst 5.000 tegn."), NoCprNumber]
    public string Text { get; set; } = "";

    /// <summary>Show it as on a phone or computer with dark colours.</summary>
    public bool Dark { get; init; }

    /// <summary>Show it as wide as a phone.</summary>
    public bool Narrow { get; init; }

    /// <summary>What was typed, on lines that end in one way and without letters that nobody sees.</summary>
    public Wording ToWording() => new(MailText.OneLine(Subject), MailText.Lines(Text).Replace("[[", "[ [", StringComparison.Ordinal).Trim());

    /// <summary>What would go wrong if the mail went out like this, each with the field to mend.</summary>
    public IEnumerable<(string Field, string Message)> Faults(MailTemplate template)
    {
        const int mostLettersInSubject = 78;
        var wording = ToWording();
        var (inSubject, inText) = (TemplateText.FaultsInSubject(template, wording.Subject).ToList(), TemplateText.FaultsInText(template, wording.Text).ToList());

        foreach (var (fault, where) in inSubject.Distinct()) yield return (nameof(Subject), Message(template, fault, where));
        foreach (var (fault, where) in inText.Distinct()) yield return (nameof(Text), Message(template, fault, where));

        if (inSubject.Count > 0 || inText.Count > 0 || wording.Subject.Length == 0 || wording.Text.Length == 0) yield break;

        var length = MailTemplates.Shipped.Write(template.Code, Language, template.Samples(), wording).Subject.Length;

        if (length > mostLettersInSubject)
        {
            yield return (nameof(Subject), $"Emnet er på {length} tegn med eksemplets ord. Skriv det med højst {mostLettersInSubject}, så hele emnet kan ses.");
        }
    }

    private static string Message(MailTemplate template, TemplateFault fault, string where) => fault switch
    {
        TemplateFault.UnknownPlaceholder => $"{{{where}}} findes ikke i denne mail. Brug en af pladsholderne på listen.",
        TemplateFault.LooseBrace => "Der står en løs { eller }. En pladsholder skrives sådan: {recipientName}",
        TemplateFault.MissingPlaceholder => $"Sæt {template.Find(where)!.Written} ind. Uden den kan modtageren ikke bruge mailen.",
        TemplateFault.MustStandAlone => $"Sæt {{{where}}} på en linje for sig selv.",
        TemplateFault.LinkIsNoLine => $"Linket skal stå på en linje for sig selv, sådan: [Tekst på knappen]({{{where}}})",
        TemplateFault.NotInSubject => $"{{{where}}} kan kun stå i teksten. Tag den ud af emnet.",
        _ => "Et link skal begynde med https:// eller være mailens eget.",
    };
}
