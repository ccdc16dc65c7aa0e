using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kem.Match.Web.Domain.Evidence;

/// <summary>
/// Makes the hashes of the trail. They are keyed with a secret that is not in the database, so that somebody who has only
/// the database can neither make an event nor recompute the chain after altering one.
/// </summary>
/// <remarks>
/// A hash is HMAC-SHA256 in lower-case hex of a list of texts, each written as its length in UTF-8 bytes, a colon, the
/// bytes, and a comma. An event is: <c>kem-evidence-event-1</c>, agreement id (8-4-4-4-12), number, time
/// (<c>2026-03-02T08:00:00.000Z</c>), kind, actor, subject id or nothing, number of the text, SHA-256 of the text, details
/// as stored, and the hash of the event before. A seal is: <c>kem-evidence-head-1</c>, agreement id, count, last hash.
/// </remarks>
public sealed class EvidenceKey(byte[] secret)
{
    // Whole milliseconds are what an event has; anything finer that somebody has put in is shown, and is then not what was hashed.
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffFFFF'Z'";

    public string HashOf(EvidenceEvent e) => HashOf(new EvidenceRow(
        e.AgreementId.ToString("D"),
        e.Number,
        TimeText(e.At.UtcDateTime),
        e.Kind.ToString(),
        e.Actor,
        e.SubjectId?.ToString("D") ?? "",
        Digits(e.TextVersion),
        e.TextHash,
        e.Details,
        e.PreviousHash,
        Hash: ""));

    public string HashOf(EvidenceRow row) => Hash(
        "kem-evidence-event-1",
        row.AgreementId,
        Digits(row.Number),
        row.At,
        row.Kind,
        row.Actor,
        row.SubjectId,
        row.TextVersion,
        row.TextHash,
        row.Details,
        row.PreviousHash);

    public string SealOf(EvidenceHead head) => SealOf(head.AgreementId, head.Count, head.Hash);

    public string SealOf(Guid agreementId, long count, string hash) => Hash("kem-evidence-head-1", agreementId.ToString("D"), Digits(count), hash);

    public static string TimeText(DateTime utc) => utc.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private string Hash(params ReadOnlySpan<string> texts)
    {
        using var content = new MemoryStream();

        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            content.Write(Encoding.ASCII.GetBytes($"{Digits(bytes.Length)}:"));
            content.Write(bytes);
            content.WriteByte((byte)',');
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(secret, content.GetBuffer().AsSpan(0, (int)content.Length)));
    }

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);
}
