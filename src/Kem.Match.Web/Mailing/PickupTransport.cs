using System.Text;

namespace Kem.Match.Web.Mailing;

/// <summary>
/// Puts mails in a folder instead of sending them, one file for each. It is what a new installation does until
/// it has a mail server.
/// </summary>
public sealed class PickupTransport(string folder) : IMailTransport
{
    public async Task<Delivery> SendAsync(PreparedMail mail, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var draft = Path.Combine(folder, $".draft-{Guid.NewGuid():N}");
            await File.WriteAllTextAsync(draft, MimeMessage.Write(mail, DateTimeOffset.Now), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken);

            // Named after its Message-ID, so that a second attempt replaces the first instead of standing beside it.
            File.Move(draft, Path.Combine(folder, PickupFolder.FileName(mail.MessageId)), overwrite: true);
            return Delivery.Accepted;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Delivery.Temporary(MailText.OneLine(exception.Message));
        }
    }
}
