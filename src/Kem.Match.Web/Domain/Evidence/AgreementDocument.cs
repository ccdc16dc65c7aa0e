using System.Security.Cryptography;

namespace Kem.Match.Web.Domain.Evidence;

public enum DocumentFormat
{
    /// <summary>The text itself: what people sign is this file's SHA-256.</summary>
    Html,

    /// <summary>The text with its certificate, made for reading and printing when all have signed.</summary>
    Pdf,
}

/// <summary>A file of an agreement as it was made once: its bytes are kept, hashed, and never made again.</summary>
public sealed class AgreementDocument
{
    private AgreementDocument(Guid agreementId, int textVersion, DocumentFormat format, byte[] bytes, string sha256, DateTimeOffset madeAt)
    {
        AgreementId = agreementId;
        TextVersion = textVersion;
        Format = format;
        Bytes = bytes;
        Sha256 = sha256;
        MadeAt = madeAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid AgreementId { get; private set; }
    public int TextVersion { get; private set; }
    public DocumentFormat Format { get; private set; }
    public byte[] Bytes { get; private set; }

    /// <summary>Lower-case hex.</summary>
    public string Sha256 { get; private set; }

    public DateTimeOffset MadeAt { get; private set; }

    public static AgreementDocument Of(Guid agreementId, int textVersion, DocumentFormat format, byte[] bytes, DateTimeOffset madeAt) =>
        new(agreementId, textVersion, format, bytes, HashOf(bytes), madeAt);

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>"3f9a 12c0 77be 01d4": the first 16 digits, enough for two people to compare aloud.</summary>
    public static string Short(string sha256) => string.Join(' ', sha256[..Math.Min(16, sha256.Length)].Chunk(4).Select(four => new string(four)));
}
