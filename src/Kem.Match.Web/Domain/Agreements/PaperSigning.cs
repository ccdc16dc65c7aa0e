namespace Kem.Match.Web.Domain.Agreements;

/// <summary>Signatures given with a pen (papirunderskrift): where, when, who saw it, and who recorded it here.</summary>
public sealed class PaperSigning
{
    public PaperSigning(DateOnly signedOn, string place, string firstWitness, string secondWitness, string recordedBy, DateTimeOffset recordedAt)
    {
        SignedOn = signedOn;
        Place = place;
        FirstWitness = firstWitness;
        SecondWitness = secondWitness;
        RecordedBy = recordedBy;
        RecordedAt = recordedAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>Which text the sheet belongs to.</summary>
    public int TextVersion { get; private set; }

    public string TextHash { get; private set; } = "";
    public DateOnly SignedOn { get; private set; }
    public string Place { get; private set; }
    public string FirstWitness { get; private set; }
    public string SecondWitness { get; private set; }

    /// <summary>The coordinator who recorded it, and nobody who signed by doing so.</summary>
    public string RecordedBy { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    internal void BelongTo(int textVersion, string textHash) => (TextVersion, TextHash) = (textVersion, textHash);
}

/// <summary>The picture of a signed sheet, apart from what is told of it, because it is large and seldom read.</summary>
public sealed class PaperScan
{
    public PaperScan(Guid paperSigningId, Guid agreementId, string mediaType, byte[] content, string contentHash)
    {
        PaperSigningId = paperSigningId;
        AgreementId = agreementId;
        MediaType = mediaType;
        Content = content;
        ContentHash = contentHash;
    }

    public Guid PaperSigningId { get; private set; }
    public Guid AgreementId { get; private set; }
    public string MediaType { get; private set; }
    public byte[] Content { get; private set; }

    /// <summary>SHA-256 of the file.</summary>
    public string ContentHash { get; private set; }
}
