using System.Text;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Microsoft.Extensions.Logging;

namespace Kem.Match.Web.Features.Outbox.Returns;

/// <summary>
/// Reads the mails that came back from the folder where a mail program leaves them. A report of ours is recorded and the file
/// deleted; holiday replies and whatever else comes are put aside unread. A file counts when its name ends with .eml, so
/// the mail program writes under another name and renames.
/// </summary>
public sealed class ReturnedMails(MailReturns returns, MailLinks links, OutboxSettings settings, ILogger<ReturnedMails> logger) : IRoutine
{
    public const string PutAside = "ikke-forstaaet";

    // Ours are short; what is behind this is the mail itself coming back with its attachments.
    private const int MostRead = 1_000_000;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (settings.ReturnFolder is not { Length: > 0 } folder || !Directory.Exists(folder)) return;

        foreach (var file in Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();

            if (await TakeAsync(await ReadAsync(file, cancellationToken), cancellationToken) == ReturnOutcome.Ignored)
            {
                logger.LogInformation("A mail in the folder of returned mails was not about a mail of ours, and was put aside.");
                File.Move(file, Path.Combine(Directory.CreateDirectory(Path.Combine(folder, PutAside)).FullName, Path.GetFileName(file)), overwrite: true);
            }
            else
            {
                File.Delete(file);
            }
        }
    }

    private async Task<ReturnOutcome> TakeAsync(string source, CancellationToken cancellationToken) =>
        DeliveryReport.Read(source) is { IsFinal: true } report && MailOf(report) is { } mail
            ? await returns.TakeAsync(mail, report.Recipients, report.Words, cancellationToken)
            : ReturnOutcome.Ignored;

    /// <summary>
    /// The signed return address decides where there is one. Without it the Message-ID does: nobody who has not seen the mail
    /// can guess it.
    /// </summary>
    private Guid? MailOf(DeliveryReport report) =>
        settings.ReturnAddress is not null ? report.ReturnedTo.Select(links.ReturnedTo).FirstOrDefault(id => id is not null)
        : report.MessageId.Trim('<', '>').Split('@') is [var id, var domain] && domain.Equals(settings.MessageIdDomain, StringComparison.OrdinalIgnoreCase)
            && Guid.TryParseExact(id, "N", out var mail)
                ? mail
                : null;

    private static async Task<string> ReadAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        var beginning = new byte[Math.Min(stream.Length, MostRead)];
        await stream.ReadExactlyAsync(beginning, cancellationToken);
        return Encoding.UTF8.GetString(beginning);
    }
}
