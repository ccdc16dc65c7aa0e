using Kem.Match.Web.Domain;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Administration;

/// <summary>The mails as rows of a spreadsheet: envelopes only.</summary>
public static class OutboxSpreadsheet
{
    private static readonly string[] Headings =
        ["Skrevet", "Sendt", "Til", "Adresse", "Emne", "Slags", "Tilstand", "Årsag", "Serverens svar", "Forsøg", "Usikre forsøg", "Message-ID"];

    public static byte[] Write(IEnumerable<OutgoingMail> mails, string messageIdDomain) =>
        Spreadsheet.Write(mails.Select(mail => Cells(mail, messageIdDomain)).Prepend(Headings));

    private static string[] Cells(OutgoingMail mail, string messageIdDomain) =>
    [
        Moment(mail.CreatedAt),
        mail.SentAt is { } sent ? Moment(sent) : "",
        mail.ToName,
        mail.ToAddress,
        mail.Subject,
        EnvelopeText.Kind(mail.Kind),
        EnvelopeText.State(mail.State),
        mail.Reason is { } reason ? EnvelopeText.Reason(reason) : "",
        mail.LastError ?? mail.ServerAnswer ?? "",
        $"{mail.Attempts}",
        $"{mail.UncertainAttempts}",
        mail.MessageId(messageIdDomain),
    ];

    private static string Moment(DateTimeOffset at) => $"{DanishTime.Local(at):yyyy-MM-dd HH:mm:ss}";
}
