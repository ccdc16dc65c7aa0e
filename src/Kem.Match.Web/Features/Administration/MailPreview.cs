using System.Net;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Features.Administration;

/// <summary>A mail with sample values as its receiver would see it, with the plain text below it.</summary>
public static class MailPreview
{
    /// <summary>The mail brings its own styles; it can neither run, send nor lead anywhere.</summary>
    public const string Policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox";

    private const string OwnStyle =
        """
        .k-preview { margin:0; padding:12px 16px; font:14px/20px system-ui,sans-serif; border-bottom:1px solid #767f7e }
        .k-plain { border-top:1px solid #767f7e; border-bottom:0 }
        .k-plain pre { margin:8px 0 0; white-space:pre-wrap; overflow-wrap:anywhere; unicode-bidi:plaintext; font:13px/20px ui-monospace,monospace }
        """;

    public static string Page(FilledWording letter, bool dark, bool narrow, string? remark)
    {
        var (plain, html) = MailLayout.Render(letter.Subject, letter.Text, target => target);
        var head = $"<div class=\"k-preview k-page\" lang=\"da\" dir=\"ltr\"><b>Emne</b><div dir=\"auto\">{WebUtility.HtmlEncode(letter.Subject)}</div>{WebUtility.HtmlEncode(remark)}</div>";
        var foot = $"<div class=\"k-preview k-plain k-page\" lang=\"da\" dir=\"ltr\"><b>Den samme mail som ren tekst</b><pre>{WebUtility.HtmlEncode(plain)}</pre></div>";
        var width = narrow ? "html { background:#8d9799 } body { max-width:390px; margin:0 auto !important }" : "";

        return html
            .Replace(MailLayout.DarkRule, dark ? "@media all" : "@media not all", StringComparison.Ordinal)
            .Replace("</style>", $"{OwnStyle}{width}</style>", StringComparison.Ordinal)
            .Replace("<table role=\"presentation\" class=\"k-page\"", $"{head}\n<table role=\"presentation\" class=\"k-page\"", StringComparison.Ordinal)
            .Replace("</body>", $"{foot}\n</body>", StringComparison.Ordinal);
    }

    /// <summary>Words that cannot be sent are not shown, but what is wrong with them is.</summary>
    public static string Faults(IEnumerable<string> messages) =>
        $"""
        <!DOCTYPE html>
        <html lang="da"><head><meta charset="utf-8"><title>Mailen kan ikke vises</title></head>
        <body style="font:16px/24px system-ui,sans-serif;margin:16px"><p><b>Mailen kan ikke vises endnu.</b></p>
        <ul>{string.Concat(messages.Select(message => $"<li>{WebUtility.HtmlEncode(message)}</li>"))}</ul></body></html>
        """;
}
