namespace Kem.Match.Web.Domain.Evidence;

/// <summary>What can happen to an agreement that must be provable afterwards.</summary>
public enum EvidenceKind
{
    /// <summary>The agreement is older than its trail; what was known of it then stands in the note.</summary>
    TrailBegan,

    SentForSignature,

    /// <summary>A personal link was made for somebody who is to sign.</summary>
    LinkIssued,

    MailAccepted,
    MailFailed,
    Reminded,
    SignatoryChanged,
    Signed,

    /// <summary>Signed on paper, with the scan's SHA-256.</summary>
    SignedOnPaper,

    Declined,

    /// <summary>The text was taken back; signatures given to it count no more.</summary>
    TakenBack,

    CameIntoForce,

    /// <summary>A PDF of the signed agreement was made and is kept; from here its SHA-256 is known.</summary>
    PdfKept,

    Amended,
    Renewed,
    Paused,
    Resumed,
    NoticeGiven,

    /// <summary>Who gave notice took it back, or the others agreed to that.</summary>
    NoticeTakenBack,

    Ended,
    Replaced,

    /// <summary>A party's entry in the catalogue was merged into another; the text and the names in it are untouched.</summary>
    PartyMerged,

    PartyMergeUndone,

    /// <summary>A party was closed down.</summary>
    PartyRetired,

    MinutesAccepted,

    /// <summary>Entered in the municipality's own record system.</summary>
    Journalised,
}
