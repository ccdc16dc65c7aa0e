namespace Kem.Match.Web.Domain.Evidence;

/// <summary>
/// How far we have come with handing out an agreement that all have signed: the PDF is made, tried again, or given up, and
/// then everybody gets a receipt.
/// </summary>
public sealed class SignedCopy(Guid agreementId, int textVersion)
{
    /// <summary>After so many attempts the receipts go out with the HTML file; the PDF is still tried once a day.</summary>
    public const int AttemptsBeforeReceipt = 4;

    public Guid AgreementId { get; private set; } = agreementId;
    public int TextVersion { get; private set; } = textVersion;
    public int Attempts { get; private set; }

    /// <summary>What went wrong the last time, in Danish; empty when nothing did.</summary>
    public string LastError { get; private set; } = "";

    public DateTimeOffset? TryAgainAt { get; private set; }
    public DateTimeOffset? PdfAt { get; private set; }
    public DateTimeOffset? ReceiptsAt { get; private set; }

    /// <summary>Nothing is left to do.</summary>
    public DateTimeOffset? FinishedAt => PdfAt is null ? null : ReceiptsAt;

    public bool HasGivenUpWaiting => Attempts >= AttemptsBeforeReceipt;

    public bool IsDueAt(DateTimeOffset at) => PdfAt is null && (TryAgainAt is null || TryAgainAt <= at);

    public void MarkMade(DateTimeOffset at) => (PdfAt, LastError, TryAgainAt) = (at, "", null);

    /// <summary>After 1 and 5 and 15 minutes, then every day.</summary>
    public void MarkFailed(string error, DateTimeOffset at)
    {
        Attempts++;
        LastError = error;
        TryAgainAt = at + Attempts switch
        {
            1 => TimeSpan.FromMinutes(1),
            2 => TimeSpan.FromMinutes(5),
            3 => TimeSpan.FromMinutes(15),
            _ => TimeSpan.FromDays(1),
        };
    }

    /// <summary>There is no program that makes PDFs here; when there is, the PDF is made.</summary>
    public void MarkImpossible(string error, DateTimeOffset at)
    {
        Attempts = Math.Max(Attempts, AttemptsBeforeReceipt);
        LastError = error;
        TryAgainAt = at + TimeSpan.FromHours(1);
    }

    public void MarkReceiptsWritten(DateTimeOffset at) => ReceiptsAt = at;
}
