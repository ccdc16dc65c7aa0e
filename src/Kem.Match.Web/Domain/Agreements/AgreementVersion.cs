namespace Kem.Match.Web.Domain.Agreements;

/// <summary>Why a text was kept.</summary>
public enum VersionReason
{
    /// <summary>The coordinator wanted to be able to come back to it.</summary>
    Saved,

    SentForComments,
    SentForSignature,
    TakenBack,

    /// <summary>Kept by itself just before an older text was put in its place.</summary>
    BeforeRestoring,

    /// <summary>Kept by itself just before a party left the draft.</summary>
    BeforePartyLeft,
}

/// <summary>
/// An agreement's text as it stood at one moment (version): what was sent, taken back or kept, by whom and why. It is never
/// changed afterwards, so that any two can be laid beside each other.
/// </summary>
public sealed class AgreementVersion
{
    private readonly List<VersionClause> clauses = [];

    private AgreementVersion(Guid agreementId, VersionReason reason, int textVersion, string title, string textHash, string savedBy, DateTimeOffset savedAt)
    {
        AgreementId = agreementId;
        Reason = reason;
        TextVersion = textVersion;
        Title = title;
        TextHash = textHash;
        SavedBy = savedBy;
        SavedAt = savedAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid AgreementId { get; private set; }
    public VersionReason Reason { get; private set; }

    /// <summary>The number of the text that was sent for signature; for a draft, of the last one that was before it.</summary>
    public int TextVersion { get; private set; }

    public string Title { get; private set; }

    /// <summary>
    /// The hash of the document that was sent, so that the text somebody saw can be found again; for a draft, which has no
    /// document, <see cref="AgreementText.Hash"/>.
    /// </summary>
    public string TextHash { get; private set; }

    public string SavedBy { get; private set; }
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>The answers behind the text, so that it can be written on.</summary>
    public DraftContent Content { get; private set; } = DraftContent.Empty;

    public IReadOnlyList<AgreementClause> Clauses =>
        [.. clauses.OrderBy(clause => clause.Order).Select(clause => new AgreementClause(clause.Order, clause.Code, clause.Heading, clause.Text))];

    /// <summary>Keeps a text of an agreement.</summary>
    /// <param name="agreement">With its parties.</param>
    /// <param name="text">What it says: the clauses that were sent, or the draft as it reads now.</param>
    /// <param name="reason">Why it is kept.</param>
    /// <param name="savedBy">The name of whoever kept it.</param>
    /// <param name="at">When.</param>
    public static AgreementVersion Of(
        CooperationAgreement agreement, IEnumerable<AgreementClause> text, VersionReason reason, string savedBy, DateTimeOffset at)
    {
        var said = text.ToList();
        var hash = agreement.IsDraft ? AgreementText.Hash(agreement.Title, said) : agreement.TextHash;
        var version = new AgreementVersion(agreement.Id, reason, agreement.TextVersion, agreement.Title, hash, savedBy, at) { Content = DraftContent.Of(agreement) };

        version.clauses.AddRange(said.Select(clause => new VersionClause(clause.Order, clause.Code, clause.Heading, clause.Text)));
        return version;
    }
}

/// <summary>A paragraph of the text that is kept.</summary>
internal sealed class VersionClause(int order, string code, string heading, string text)
{
    public int Id { get; private set; }
    public int Order { get; private set; } = order;
    public string Code { get; private set; } = code;
    public string Heading { get; private set; } = heading;
    public string Text { get; private set; } = text;
}
