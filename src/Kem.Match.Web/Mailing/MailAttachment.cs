using System.Security.Cryptography;

namespace Kem.Match.Web.Mailing;

/// <summary>A file that goes with a mail. Several mails may carry the same one, and it is stored once.</summary>
public sealed class MailAttachment(string fileName, string mediaType, byte[] bytes)
{
    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>Letters, digits, point and hyphen only, so that no mail program reads it in another way.</summary>
    public string FileName { get; private set; } = MailText.FileName(fileName);

    public string MediaType { get; private set; } = mediaType;
    public byte[] Bytes { get; private set; } = bytes;

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes));
}
