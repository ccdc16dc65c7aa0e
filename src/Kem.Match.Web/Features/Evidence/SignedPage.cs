using System.Globalization;
using System.Text;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Evidence;

/// <summary>
/// The document as it was kept, byte for byte, and behind it the certificate (bevis): who signed, how and when, and how the
/// trail ended. Everything in the certificate comes from the trail.
/// </summary>
public static class SignedPage
{
    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK");

    /// <param name="document">The kept HTML file.</param>
    /// <param name="events">The whole trail, the first event first.</param>
    /// <param name="madeAt">When the certificate was written.</param>
    /// <param name="verifyAt">The address of the public page for checking.</param>
    /// <param name="bar">A line that is seen on the screen and not on paper; may be empty.</param>
    public static byte[] Write(AgreementDocument document, IReadOnlyList<EvidenceEvent> events, DateTimeOffset madeAt, string verifyAt, string bar)
    {
        var text = Encoding.UTF8.GetString(document.Bytes);
        var certificate = Certificate(document, events, madeAt, verifyAt);
        var whole = text.Insert(text.LastIndexOf(DocumentText.EndOfText, StringComparison.Ordinal), certificate);

        return Encoding.UTF8.GetBytes(bar.Length == 0 ? whole : whole.Replace("<main>\n", $"<main>\n<p class=\"bar\">{bar}</p>\n", StringComparison.Ordinal));
    }

    private static string Certificate(AgreementDocument document, IReadOnlyList<EvidenceEvent> events, DateTimeOffset madeAt, string verifyAt)
    {
        var html = new StringBuilder("<section class=\"certificate\" aria-labelledby=\"bevis\">\n<h2 id=\"bevis\">Bevis for underskrifterne</h2>\n");
        html.Append("<p>Det er en enkel elektronisk underskrift. Det er ikke MitID. Et link i en mail viser, at nogen med adgang til mailen har svaret.</p>\n");

        var ofThisText = events.Where(e => e.TextVersion == document.TextVersion).ToList();
        var signed = ofThisText.Where(e => e.Kind is EvidenceKind.Signed or EvidenceKind.SignedOnPaper).ToList();

        foreach (var signature in signed)
        {
            AppendSignature(html, signature);
        }

        if (signed.Count == 0)
        {
            html.Append("<p>Ingen har skrevet under på denne tekst endnu.</p>\n");
        }

        AppendFacts(html, document, events, madeAt, verifyAt);
        AppendTrail(html, ofThisText);
        return html.Append("</section>\n").ToString();
    }

    private static void AppendSignature(StringBuilder html, EvidenceEvent signature)
    {
        var details = EvidenceDetails.Read(signature.Details);

        html.Append(Danish, $"<div class=\"signed\">\n<p class=\"name\"><bdi>{Encode(details.Name ?? signature.Actor)}</bdi></p>\n<dl>\n");
        Append(html, "På vegne af", details.Organisation, details.Role);
        Append(html, "Tidspunkt", Moment(signature.At));
        Append(html, "Måde", details.Way);
        Append(html, "Linket gik til", details.Address);
        Append(html, "Siden blev vist", details.OpenedAt is { } opened ? Moment(opened) : null);
        Append(html, "Sagde ja til", details.Consent);
        Append(html, "Mailens nummer", details.MessageId);
        Append(html, "Skrev under på", signature.TextHash);
        Append(html, "Papirets kendetegn", details.FileHash);
        Append(html, "Bemærkning", details.Note);
        html.Append("</dl>\n</div>\n");
    }

    private static void AppendFacts(
        StringBuilder html, AgreementDocument document, IReadOnlyList<EvidenceEvent> events, DateTimeOffset madeAt, string verifyAt)
    {
        html.Append("<h3>Kendetegn</h3>\n<dl>\n");
        html.Append(Danish, $"<dt>Tekstens SHA-256</dt><dd><code>{document.Sha256}</code></dd>\n");
        html.Append(Danish, $"<dt>Tekst nummer</dt><dd>{document.TextVersion}</dd>\n");

        if (events.Count > 0)
        {
            html.Append(Danish, $"<dt>Beviskæden ender på</dt><dd><code>{events[^1].Hash}</code><br>Hændelse {events[^1].Number}</dd>\n");
        }

        html.Append(Danish, $"<dt>Beviset er skrevet</dt><dd>{Moment(madeAt)}</dd>\n</dl>\n");
        html.Append(Danish, $"<p>Alle kan prøve filen på {Encode(verifyAt)}. Er et bogstav ændret, passer den ikke. Kommunen kan vise hele beviskæden.</p>\n");
    }

    private static void AppendTrail(StringBuilder html, List<EvidenceEvent> events)
    {
        if (events.Count == 0) return;

        html.Append("<h3>Det skete</h3>\n<table>\n<thead><tr><th scope=\"col\">Nummer</th><th scope=\"col\">Tidspunkt</th><th scope=\"col\">Hvad</th><th scope=\"col\">Hvem</th></tr></thead>\n<tbody>\n");

        foreach (var happened in events)
        {
            html.Append(Danish, $"<tr><td>{happened.Number}</td><td>{DanishText.Moment(happened.At)}</td><td>{EvidenceWords.Of(happened.Kind)}</td><td><bdi>{Encode(happened.Actor)}</bdi></td></tr>\n");
        }

        html.Append("</tbody>\n</table>\n");
    }

    private static void Append(StringBuilder html, string name, params IEnumerable<string?> values)
    {
        var said = values.Where(value => !string.IsNullOrEmpty(value)).Select(value => $"<bdi>{Encode(value!)}</bdi>").ToList();

        if (said.Count > 0)
        {
            html.Append(Danish, $"<dt>{name}</dt><dd>{string.Join(", ", said)}</dd>\n");
        }
    }

    /// <summary>On a Danish clock, and in UTC, so that it can be compared with other machines' logs.</summary>
    private static string Moment(DateTimeOffset at) => $"{DanishText.Moment(at)} ({at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC)";

    private static string Encode(string text) => DocumentText.Encode(text);
}
