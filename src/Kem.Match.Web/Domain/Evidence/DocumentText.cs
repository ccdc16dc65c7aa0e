using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Domain.Evidence;

/// <summary>
/// Writes the agreement as one HTML file that needs nothing else: no picture, no script, no other file. Everything people
/// have typed is escaped, stands in its own direction of writing, and is otherwise left as it is.
/// </summary>
public static class DocumentText
{
    /// <summary>The page can load nothing and run nothing, wherever it is opened.</summary>
    public const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    /// <summary>What follows the text, such as the certificate, is put before this.</summary>
    public const string EndOfText = "</main>";

    private const string Style =
        """
        @page{size:A4;margin:20mm 18mm 22mm;@bottom-right{content:"Side " counter(page) " af " counter(pages);font:9pt sans-serif;color:#4a5659}}
        html{font:16px/1.55 "IBM Plex Sans","Noto Sans","Segoe UI",system-ui,sans-serif;color:#1a2428;background:#fff}
        body{margin:0}
        main{max-width:44rem;margin:0 auto;padding:2rem 1.25rem;overflow-wrap:anywhere}
        h1{font-size:1.75rem;line-height:1.25;margin:.25rem 0 1.25rem}
        h2{font-size:1.125rem;line-height:1.4;margin:1.75rem 0 .5rem;break-after:avoid}
        h3{font-size:1rem;margin:1.25rem 0 .25rem;break-after:avoid}
        p,ul,ol{margin:0 0 .75rem}
        li{margin:0 0 .25rem}
        .kind,.note{color:#4a5659}
        .kind{margin:0;font-weight:600}
        .note{font-size:.875rem}
        dl{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.35rem 1.25rem;margin:0 0 1rem;padding:1rem 0;border-block:1px solid #dcded6}
        dt{color:#4a5659}
        dd{margin:0}
        code{font-family:"IBM Plex Mono","DejaVu Sans Mono",ui-monospace,monospace;font-size:.8125rem;overflow-wrap:anywhere}
        table{width:100%;border-collapse:collapse;margin:0 0 1rem;font-size:.875rem}
        th,td{padding:.4rem .75rem .4rem 0;border-block-end:1px solid #dcded6;text-align:start;vertical-align:top}
        tr{break-inside:avoid}
        .signed{break-inside:avoid;margin:0 0 1.25rem;padding:0 0 1rem;border-block-end:1px solid #dcded6}
        .signed dl{border:0;padding:.25rem 0 0;margin:0;font-size:.875rem}
        .name{font-size:1.25rem;margin:0}
        .certificate{break-before:page;margin-block-start:3rem;padding-block-start:2rem;border-block-start:3px solid #0b5363}
        .bar{font-size:.875rem;margin:0 0 2rem;padding:.75rem 1rem;background:#e9ebe5}
        a{color:#0b5363}
        @media (max-width:30rem){dl{grid-template-columns:1fr;gap:0}dd{margin:0 0 .5rem}}
        @media print{main{max-width:none;padding:0}.bar{display:none}.certificate{margin:0;border:0;padding:0}html{font-size:11pt}}
        """;

    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK");

    // æ, ø, å and other scripts stay readable in the file; everything HTML could act on is encoded.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The bytes that are hashed, kept and signed.</summary>
    public static byte[] Write(CooperationAgreement agreement, DateTimeOffset at)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"da\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append(Danish, $"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append(Danish, $"<title>{Encode(agreement.Title)}</title>\n<style>\n{Style.ReplaceLineEndings("\n")}\n</style>\n</head>\n<body>\n<main>\n");
        html.Append(Danish, $"<p class=\"kind\">Samarbejdsaftale</p>\n<h1 dir=\"auto\">{Encode(agreement.Title)}</h1>\n");
        AppendFacts(html, agreement, at);

        foreach (var clause in agreement.Clauses)
        {
            html.Append(Danish, $"<h2 dir=\"auto\">{clause.Order + 1}. {Encode(clause.Heading)}</h2>\n");
            AppendBlocks(html, clause.Text);
        }

        html.Append("<p class=\"note\">Denne fil er aftalens tekst. Parterne skriver under på filens kendetegn (SHA-256). Ændres et bogstav, ændres det også. Hvem der har skrevet under, står i beviset.</p>\n");
        html.Append(Danish, $"{EndOfText}\n</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    /// <summary>A text that people have written, harmless in HTML.</summary>
    public static string Encode(string text) => Encoder.Encode(text);

    private static void AppendFacts(StringBuilder html, CooperationAgreement agreement, DateTimeOffset at)
    {
        html.Append("<dl>\n");
        AppendFact(html, "Parter", string.Join("<br>", agreement.Parties.Select(party => $"<bdi>{Encode(party.Name)}</bdi>")));
        AppendFact(html, "Gælder", $"fra {Day(agreement.StartsOn)} til {Day(agreement.EndsOn)}");
        AppendFact(html, "Tekst nummer", agreement.TextVersion.ToString(Danish));
        AppendFact(html, "Sendt til underskrift", DanishTime.Local(at).ToString("d. MMMM yyyy 'kl.' H.mm", Danish));
        AppendFact(html, "Aftalens nummer", $"<code>{agreement.Id:D}</code>");
        html.Append("</dl>\n");
    }

    private static void AppendFact(StringBuilder html, string name, string value) => html.Append(Danish, $"<dt>{name}</dt><dd>{value}</dd>\n");

    private static void AppendBlocks(StringBuilder html, string text)
    {
        foreach (var block in ClauseBlock.Of(text))
        {
            if (block.IsList)
            {
                html.Append("<ul>\n").AppendJoin("", block.Lines.Select(line => $"<li dir=\"auto\">{Encode(line)}</li>\n")).Append("</ul>\n");
            }
            else
            {
                html.Append(Danish, $"<p dir=\"auto\">{Encode(block.Lines[0])}</p>\n");
            }
        }
    }

    private static string Day(DateOnly day) => day.ToString("d. MMMM yyyy", Danish);
}
